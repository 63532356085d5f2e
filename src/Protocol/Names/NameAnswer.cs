namespace MeshNet.Protocol.Names;

/// <summary>The mesh's answer to one question.</summary>
/// <param name="Addresses">IPv4 addresses, for <see cref="NameAnswerKind.Addresses"/>.</param>
/// <param name="Pointer">The name of an address's holder, for <see cref="NameAnswerKind.Pointer"/>.</param>
public readonly record struct NameAnswer(NameAnswerKind Kind, ImmutableArray<uint> Addresses, string? Pointer)
{
    public static readonly NameAnswer Unknown = new(NameAnswerKind.Unknown, [], null);

    public static readonly NameAnswer NoData = new(NameAnswerKind.NoData, [], null);

    public static readonly NameAnswer NoSuchName = new(NameAnswerKind.NoSuchName, [], null);

    public static NameAnswer Of(ImmutableArray<uint> addresses) => new(NameAnswerKind.Addresses, addresses, null);

    public static NameAnswer PointingTo(string name) => new(NameAnswerKind.Pointer, [], name);
}

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
