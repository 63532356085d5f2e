using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Overlay;
using MeshNet.Linux.Processes;

namespace MeshNet.Node.Doctor;

/// <summary>Looks at this host's own settings: firewall, clock, units.</summary>
internal static class HostTrial
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static FirewallFacts Firewall(OverlayHost host)
    {
        IptablesCommand iptables = new();
        return new(
            [.. Rules(iptables, "FORWARD"), .. Rules(iptables, "DOCKER-USER")],
            Rules(iptables, "INPUT"),
            File.ReadAllText("/proc/sys/net/ipv4/ip_forward").Trim() != "0",
            host.Netlink.Links.Find(GatewayLinks.Bridge) is not null,
            Firewalld());
    }

    /// <summary>The daemon's unit as systemd knows it; null without systemd.</summary>
    public static string? Unit() => Directory.Exists("/run/systemd/system")
        ? Command.Run(
            "systemctl",
            ["show", "meshnet.service", "--property=LoadState,UnitFileState,Before,PrivateMounts,ProtectSystem"],
            Patience).Output
        : null;

    private static ImmutableArray<string> Rules(IptablesCommand iptables, string chain) =>
        [.. iptables.Run("-S", chain).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Firewalld()
    {
        if (!File.Exists("/usr/bin/firewall-cmd") || !Command.Run("firewall-cmd", ["--state"], Patience).IsSuccess)
        {
            return null;
        }

        return Command.Run("firewall-cmd", ["--list-ports"], Patience).Output.Trim();
    }
}
