namespace MeshNet.Node.Plugin;

/// <summary>The two address spaces that Docker wants of an IPAM driver.</summary>
internal static class AddressSpaces
{
    /// <summary>Networks of scope local, which all of ours are, take this one.</summary>
    public const string Local = "meshnet-local";

    public const string Global = "meshnet-global";
}
