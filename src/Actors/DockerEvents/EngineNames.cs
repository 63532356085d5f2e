namespace MeshNet.Actors.DockerEvents;

/// <summary>Names that MeshNet, the engine and the user share.</summary>
public static class EngineNames
{
    /// <summary>Our network driver and our IPAM driver.</summary>
    public const string Driver = "meshnet";

    /// <summary>The driver of the network <c>none</c>.</summary>
    public const string NoneDriver = "null";

    /// <summary>A container's network mode without any network.</summary>
    public const string NoneMode = "none";

    /// <summary>The label by which a container asks to be attached.</summary>
    public const string NetworkLabel = "meshnet.network";

    /// <summary>The label that asks for an address.</summary>
    public const string AddressLabel = "meshnet.ip";

    /// <summary>The label of further names, separated by commas.</summary>
    public const string AliasesLabel = "meshnet.aliases";
}
