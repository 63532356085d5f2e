using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;
using MeshNet.Linux.Nftables;

namespace MeshNet.Node.Doctor;

/// <summary>Tries what the data path needs, in a network namespace of its own that is removed again.</summary>
internal static class KernelTrial
{
    /// <param name="runDirectory">For the namespace's file.</param>
    public static ImmutableArray<KernelFeature> Run(string runDirectory)
    {
        string path = Path.Combine(runDirectory, $"doctor-{Environment.ProcessId}");
        try
        {
            using NetworkNamespace trial = NamespaceFile.Create(path);
            using RoutingNetlink netlink = RoutingNetlink.Open(trial);
            return
            [
                Try("bridge", "bridge", () => netlink.Links.CreateBridge(new NewLink { Name = "bridge" })),
                Try("VXLAN", "vxlan", () => netlink.Links.CreateVxlan(
                    new NewLink { Name = "vxlan" }, VxlanSettings.Create(1, IPAddress.Loopback, 1))),
                Try("veth", "veth", () => netlink.Links.CreateVeth(new NewVeth { Name = "veth", Peer = new VethPeer { Name = "peer", Namespace = trial } })),
                Try("nftables table with NAT", "nft_nat", () => NftablesRunner.Run(
                    "add table ip t\nadd chain ip t c { type nat hook output priority -110; }\nadd rule ip t c udp dport 53 dnat to 127.0.0.12:53", trial)),
                Try("nftables set with timeouts", "nf_tables", () => NftablesRunner.Run(
                    "add table ip s\nadd set ip s alive { type ether_type; size 16; flags dynamic,timeout; timeout 3s; }", trial)),
            ];
        }
        catch (IOException refusal)
        {
            return [new KernelFeature("network namespace", "none: CONFIG_NET_NS", refusal.Message)];
        }
        finally
        {
            NamespaceFile.Delete(path);
        }
    }

    private static KernelFeature Try(string name, string module, Action make)
    {
        try
        {
            make();
            return new(name, module, null);
        }
        catch (IOException refusal)
        {
            return new(name, module, refusal.Message);
        }
    }
}
