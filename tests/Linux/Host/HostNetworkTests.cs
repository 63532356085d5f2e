using MeshNet.Linux.Addresses;
using MeshNet.Linux.Host;
using MeshNet.Linux.Links;
using MeshNet.Linux.Routes;

namespace MeshNet.Linux.Tests.Host;

public sealed class HostNetworkTests
{
    [PrivilegedFact]
    public void The_interface_that_has_an_address_is_found_with_its_mtu()
    {
        using TestNamespace host = new("facts");
        AddLink(host, "wan", 1500, "192.0.2.10/24");
        AddLink(host, "lan", 9000, "10.9.0.1/16", "fd09::1/64");
        HostNetwork network = new(host.Netlink);
        Assert.Equal(new HostAddress(IPAddress.Parse("10.9.0.1"), 16, "lan", 9000), network.Find(IPAddress.Parse("10.9.0.1")));
        Assert.Equal(new HostAddress(IPAddress.Parse("fd09::1"), 64, "lan", 9000), network.Find(IPAddress.Parse("fd09::1")));
        Assert.Null(network.Find(IPAddress.Parse("10.9.0.2")));
        // Neither loopback nor link-local addresses can be reached from elsewhere.
        Assert.Equal(["10.9.0.1", "192.0.2.10", "fd09::1"], network.ListAddresses().Select(address => address.Address.ToString()).Order());
    }

    [PrivilegedFact]
    public void The_source_towards_a_peer_is_the_kernels_choice()
    {
        using TestNamespace host = new("facts");
        AddLink(host, "wan", 1500, "192.0.2.10/24");
        int lan = AddLink(host, "lan", 9000, "10.9.0.1/16");
        HostNetwork network = new(host.Netlink);
        host.Netlink.Routes.Add(new Route(IPNetwork.Parse("10.0.0.0/8")) { LinkIndex = lan, Gateway = IPAddress.Parse("10.9.0.254") });
        Assert.Equal(new HostAddress(IPAddress.Parse("10.9.0.1"), 16, "lan", 9000), network.FindSource(IPAddress.Parse("10.77.0.1")));
        Assert.Equal("wan", network.FindSource(IPAddress.Parse("192.0.2.99")).LinkName);
        Assert.Throws<NetlinkException>(() => network.FindSource(IPAddress.Parse("203.0.113.1")));
    }

    [PrivilegedFact]
    public void The_address_suggested_goes_with_the_default_route()
    {
        using TestNamespace host = new("facts");
        HostNetwork network = new(host.Netlink);
        Assert.Null(network.SuggestAdvertised());
        AddLink(host, "wan", 1500, "198.51.100.10/24");
        Assert.Equal("wan", network.SuggestAdvertised()?.LinkName);
        AddLink(host, "lan", 9000, "10.9.0.1/16", "fd09::1/64");
        // Now there is a choice, which nobody but the operator can make.
        Assert.Null(network.SuggestAdvertised());
        host.Netlink.Routes.Add(new Route(IPNetwork.Parse("::/0")) { Gateway = IPAddress.Parse("fd09::fe") });
        Assert.Equal(IPAddress.Parse("fd09::1"), network.SuggestAdvertised()?.Address);
        host.Netlink.Routes.Add(new Route(IPNetwork.Parse("0.0.0.0/0")) { Gateway = IPAddress.Parse("198.51.100.1") });
        Assert.Equal(IPAddress.Parse("198.51.100.10"), network.SuggestAdvertised()?.Address);
    }

    [Fact]
    public void A_machine_id_is_read_or_the_way_to_make_one_is_told()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "0123456789abcdef0123456789abcdef\n");
            Assert.Equal("0123456789abcdef0123456789abcdef", MachineId.Read(path));
            File.WriteAllText(path, "uninitialized\n");
            Assert.Contains("'uninitialized'", Assert.Throws<IOException>(() => MachineId.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Contains("run systemd-machine-id-setup", Assert.Throws<IOException>(() => MachineId.Read(path)).Message);
    }

    [Fact]
    public void Neighbour_limits_are_raised_and_never_lowered()
    {
        string root = Directory.CreateTempSubdirectory("mn-t-").FullName;
        try
        {
            string directory = Directory.CreateDirectory(Path.Combine(root, "ipv4/neigh/default")).FullName;
            string Threshold(int number) => Path.Combine(directory, $"gc_thresh{number}");
            File.WriteAllText(Threshold(1), "128\n");
            File.WriteAllText(Threshold(2), "512\n");
            File.WriteAllText(Threshold(3), "1000000\n");
            Assert.Empty(NeighbourLimits.Raise(root));
            Assert.Equal(["8192", "49152", "1000000"], new[] { 1, 2, 3 }.Select(number => File.ReadAllText(Threshold(number)).Trim()));

            File.Delete(Threshold(1));
            // A file that cannot be written: a link to one that no process can write.
            File.CreateSymbolicLink(Threshold(1), "/proc/version");
            string complaint = Assert.Single(NeighbourLimits.Raise(root));
            Assert.Contains("gc_thresh1 is Linux version", complaint);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int AddLink(TestNamespace host, string name, int mtu, params string[] addresses)
    {
        VethPeer peer = new() { Name = name + "-far", Mtu = mtu };
        host.Netlink.Links.CreateVeth(new NewVeth { Name = name, Mtu = mtu, Up = true, Peer = peer });
        host.Netlink.Links.Set(host.Netlink.Links.Get(peer.Name).Index, new LinkChange { Up = true });
        int index = host.Netlink.Links.Get(name).Index;
        foreach (string[] parts in addresses.Select(address => address.Split('/')))
        {
            host.Netlink.Addresses.Add(new InterfaceAddress(index, IPAddress.Parse(parts[0]), int.Parse(parts[1])));
        }

        return index;
    }
}
