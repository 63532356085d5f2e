using MeshNet.Actors.Driver;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>What our gateway bridge and its veths are called.</summary>
public static class GatewayLinks
{
    /// <summary>The bridge's name proper: "meshnet_gwbridge" has one character more than the kernel allows (IFNAMSIZ).</summary>
    public const string Bridge = "mn_gwbridge";

    /// <summary>The bridge's alternative name, its packet filter table and its iptables chain.</summary>
    public const string FullName = "meshnet_gwbridge";

    private const string Prefix = "mng";
    private const int Digits = 9;

    /// <summary>The host's end of a container's veth: "mng" and the first nine digits of the endpoint's id.</summary>
    public static string NameOf(EndpointId endpoint) => Prefix + endpoint.ToString()[..Digits];

    /// <summary>True for a name that <see cref="NameOf"/> makes.</summary>
    public static bool IsName(string name) =>
        name.Length == Prefix.Length + Digits
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && !name.AsSpan(Prefix.Length).ContainsAnyExcept(OverlayLinks.HexDigits);
}
