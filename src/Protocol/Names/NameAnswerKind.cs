namespace MeshNet.Protocol.Names;

/// <summary>What the mesh knows of a question.</summary>
public enum NameAnswerKind
{
    /// <summary>Not ours: somebody else may know.</summary>
    Unknown,

    Addresses,

    /// <summary>A container's name, but nothing of the type that was asked (AAAA of an IPv4 network): NOERROR without records.</summary>
    NoData,

    /// <summary>An address of ours that nobody holds: NXDOMAIN.</summary>
    NoSuchName,

    Pointer,
}
