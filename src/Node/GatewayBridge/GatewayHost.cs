using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;
using MeshNet.Linux.Nftables;

namespace MeshNet.Node.GatewayBridge;

/// <summary>The host side of the gateway bridges: its network namespace and the tools that work on it.</summary>
public sealed class GatewayHost : IDisposable
{
    /// <param name="hostNamespace">The host's network namespace; this object takes it over.</param>
    /// <param name="iptables">Works on the same namespace.</param>
    /// <param name="directory">For the leases: on a file system that a reboot empties, since a reboot ends the containers.</param>
    public GatewayHost(NetworkNamespace hostNamespace, IptablesCommand iptables, string directory)
    {
        Namespace = hostNamespace;
        Netlink = RoutingNetlink.Open(hostNamespace);
        Iptables = iptables;
        Directory = directory;
    }

    public NetworkNamespace Namespace { get; }

    public RoutingNetlink Netlink { get; }

    public IptablesCommand Iptables { get; }

    public string Directory { get; }

    /// <summary>The host that the calling thread is on.</summary>
    /// <param name="runDirectory">Such as /run/meshnet.</param>
    public static GatewayHost OpenCurrent(string runDirectory) =>
        new(NetworkNamespace.OpenCurrent(), new IptablesCommand(), Path.Combine(runDirectory, "egress"));

    public void Dispose()
    {
        Netlink.Dispose();
        Namespace.Dispose();
    }
}
