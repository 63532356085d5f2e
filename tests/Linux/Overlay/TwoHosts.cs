using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Overlay;

namespace MeshNet.Linux.Tests.Overlay;

/// <summary>
/// Two hosts with one cable between them, an overlay over it, and a container on each. What a daemon would do the test does.
/// </summary>
internal sealed class TwoHosts : IDisposable
{
    public const string NetworkName = "demo";

    private readonly string _directory = $"/run/mn-t-{Guid.NewGuid():N}";
    private readonly bool _isIPv6;

    public TwoHosts(bool underlayIsIPv6 = false)
    {
        _isIPv6 = underlayIsIPv6;
        Hosts = [new TestNamespace("host1"), new TestNamespace("host2")];
        Containers = [new TestNamespace("cont1"), new TestNamespace("cont2")];
        Hosts[0].Netlink.Links.CreateVeth(new NewVeth
        {
            Name = "under",
            Up = true,
            Peer = new VethPeer { Name = "under", Namespace = Hosts[1].Namespace },
        });
        for (int side = 0; side < 2; side++)
        {
            Link link = Hosts[side].Netlink.Links.Get("under");
            Hosts[side].Netlink.Addresses.Add(new InterfaceAddress(link.Index, Vtep(side), underlayIsIPv6 ? 64 : 24));
            Hosts[side].Netlink.Links.Set(link.Index, new LinkChange { Up = true });
        }
        Overlays = [OpenHost(0), OpenHost(1)];
        Networks = [Overlays[0].Open(NetworkName), Overlays[1].Open(NetworkName)];
    }

    public ImmutableArray<TestNamespace> Hosts { get; }

    public ImmutableArray<TestNamespace> Containers { get; }

    public ImmutableArray<OverlayHost> Overlays { get; }

    public ImmutableArray<OverlayNetwork> Networks { get; }

    public static EndpointVeth Local(int side) => new()
    {
        LinkName = $"mn{side + 1}23456789"[..11],
        Mac = MacAddress.Parse($"02:42:0a:00:00:0{side + 1}"),
        Addresses = [SubnetAddress.Parse($"10.0.0.{side + 1}/24"), SubnetAddress.Parse($"fd00::{side + 1}/64")],
    };

    public IPAddress Vtep(int side) => IPAddress.Parse(_isIPv6 ? $"2001:db8::{side + 1}" : $"192.0.2.{side + 1}");

    public RemoteStation Remote(int side)
    {
        EndpointVeth local = Local(side);
        return new RemoteStation(local.Mac, Vtep(side), [.. local.Addresses.Select(address => address.Address)]);
    }

    public OverlayPlan Plan(int side) => new()
    {
        Vni = 42,
        LocalVtep = Vtep(side),
        Mtu = _isIPv6 ? 1430 : 1450,
        Veths = [Local(side)],
        Remotes = [Remote(1 - side)],
    };

    /// <summary>A second handle on the same host, as a restarted daemon has it.</summary>
    public OverlayHost OpenHost(int side) => new(NetworkNamespace.Open(Hosts[side].Path), HiddenDirectory(side));

    public string HiddenDirectory(int side) => $"{_directory}/{side + 1}/netns";

    /// <summary>Runs a program in the overlay's hidden namespace, through the file that an operator would use.</summary>
    public string ExecuteHidden(int side, params string[] command) =>
        Hosts[side].Execute("nsenter", [$"--net={HiddenDirectory(side)}/{NetworkName}", .. command]);

    /// <summary>Makes overlay, containers and tables on both hosts.</summary>
    public void Attach()
    {
        for (int side = 0; side < 2; side++)
        {
            Networks[side].EnsureCreated(Plan(side));
            Networks[side].CreateContainerLink(Local(side), Containers[side].Namespace, "eth0");
            OverlayOutcome report = Networks[side].Apply(Plan(side));
            Assert.Empty(report.Errors);
        }
        // A bridge's port forwards once the kernel has looked after its carrier, which it does in its own time.
        Assert.True(Eventually.Holds(() => CanPing("10.0.0.2")), "the containers do not hear each other");
    }

    /// <summary>True when the first container hears the second one.</summary>
    public bool CanPing(string address) =>
        Containers[0].TryExecute("ping", "-c", "1", "-W", "1", address).IsSuccess;

    public void Dispose()
    {
        foreach (OverlayNetwork network in Networks)
        {
            network.Dispose();
        }

        foreach (OverlayHost overlay in Overlays)
        {
            OverlayCleanup.RemoveAll(overlay);
            overlay.Dispose();
        }
        foreach (TestNamespace one in Hosts.Concat(Containers))
        {
            one.Dispose();
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
