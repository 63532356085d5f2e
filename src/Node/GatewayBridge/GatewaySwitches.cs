using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Namespaces;

namespace MeshNet.Node.GatewayBridge;

/// <summary>The switches under /proc/sys that our gateway bridge depends on.</summary>
internal static class GatewaySwitches
{
    private const string Forwarding = "/proc/sys/net/ipv4/ip_forward";

    /// <summary>Replies to a published port that was asked for on 127.0.0.1 come in here for 127.0.0.1; the table of ours guards it.</summary>
    private const string RouteLocalnet = $"/proc/sys/net/ipv4/conf/{GatewayLinks.Bridge}/route_localnet";

    /// <summary>The bridge carries IPv4 only: without addresses of their own nobody on it can speak IPv6 to the host.</summary>
    private const string DisableIPv6 = $"/proc/sys/net/ipv6/conf/{GatewayLinks.Bridge}/disable_ipv6";

    /// <returns>What was switched, in words.</returns>
    public static IEnumerable<string> Ensure(NetworkNamespace host) => host.Run(() =>
    {
        List<string> edits = [];
        foreach (string path in new[] { RouteLocalnet, DisableIPv6 })
        {
            if (File.Exists(path) && File.ReadAllText(path).Trim() != "1")
            {
                File.WriteAllText(path, "1");
                edits.Add($"set {path} to 1");
            }
        }

        return edits;
    });

    /// <summary>
    /// Whether the host passes packets on at all. That is Docker's to switch, which sets the FORWARD policy to DROP in the same step and
    /// only then: whoever switches it first takes that protection from the host. Our containers run under a dockerd, so it is on,
    /// unless the operator told Docker to leave it.
    /// </summary>
    public static bool IsForwarding(NetworkNamespace host) => host.Run(() => File.ReadAllText(Forwarding).Trim() != "0");
}
