using System.Text;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Nftables;
using MeshNet.Node.GatewayBridge;
using MeshNet.Node.Tests.Driver;

namespace MeshNet.Node.Tests.GatewayBridge;

/// <summary>
/// A Docker host with its FORWARD policy and its DOCKER-USER chain, 192.0.2.1, an outside host beside it, 192.0.2.2, and two
/// containers that have nothing but their loopback.
/// </summary>
internal sealed class GatewayWorld : IDisposable
{
    public static readonly IPAddress HostAddress = IPAddress.Parse("192.0.2.1");
    public static readonly IPAddress OutsideAddress = IPAddress.Parse("192.0.2.2");
    public static readonly Block Subnet = new(Ipv4.ToUnit(IPAddress.Parse("172.31.240.0")), 20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _directory = $"/run/mn-t-{Guid.NewGuid():N}";

    public GatewayWorld()
    {
        Host = new TestNamespace("host");
        Outside = new TestNamespace("out");
        Containers = [new Sandbox("cont1"), new Sandbox("cont2")];
        Host.Netlink.Links.CreateVeth(new NewVeth
        {
            Name = "up",
            Up = true,
            Peer = new VethPeer { Name = "up", Namespace = Outside.Namespace },
        });
        Join(Host, HostAddress);
        Join(Outside, OutsideAddress);
        // What dockerd does when it starts.
        Host.Execute("sysctl", "-qw", "net.ipv4.ip_forward=1");
        Host.Execute("iptables", "-P", "FORWARD", "DROP");
        Host.Execute("iptables", "-N", "DOCKER-USER");
        Host.Execute("iptables", "-A", "DOCKER-USER", "-j", "RETURN");
        Host.Execute("iptables", "-I", "FORWARD", "-j", "DOCKER-USER");
        GatewayHost = OpenHost();
        Kernel = new GatewayKernel(GatewayHost);
    }

    public TestNamespace Host { get; }

    public TestNamespace Outside { get; }

    public ImmutableArray<Sandbox> Containers { get; }

    public GatewayHost GatewayHost { get; }

    public GatewayKernel Kernel { get; }

    public string LeaseDirectory => $"{_directory}/egress";

    /// <summary>A handle on the same host, as the next life of the daemon has it.</summary>
    public GatewayHost OpenHost() =>
        new(NetworkNamespace.Open(Host.Path), new IptablesCommand("nsenter", $"--net={Host.Path}", "iptables"), LeaseDirectory);

    public GatewayLease Lease(int container, params PublishedPort[] ports) => new(
        new EndpointId((UInt128)(container + 1) << 120),
        $"{container + 1:x64}",
        AddressOf(container),
        Containers[container].ProcessId,
        Containers[container].Inside.Namespace.Inode,
        [.. ports]);

    public static uint AddressOf(int container) => Subnet.Start + 2 + (uint)container;

    public static GatewayPlan Plan(params GatewayLease[] leases) => new(Subnet, leases.ToImmutableSortedDictionary(lease => lease.Endpoint, lease => lease));

    /// <summary>
    /// Connects from one namespace to a server that it makes in another, sends a word and gets it back.
    /// </summary>
    /// <param name="at">Where the server listens.</param>
    /// <param name="to">Where the client connects to.</param>
    /// <returns>The client's address as the server sees it.</returns>
    public static IPAddress Meet(TestNamespace server, IPEndPoint at, TestNamespace client, IPEndPoint to)
    {
        IPAddress? seen = TryMeet(server, at, client, to, Patience);
        Assert.NotNull(seen);
        return seen;
    }

    /// <summary>True when client and server do not come together for a while.</summary>
    public static bool AreApart(TestNamespace server, IPEndPoint at, TestNamespace client, IPEndPoint to) =>
        TryMeet(server, at, client, to, TimeSpan.FromMilliseconds(700)) is null;

    private static IPAddress? TryMeet(TestNamespace server, IPEndPoint at, TestNamespace client, IPEndPoint to, TimeSpan patience)
    {
        using Socket listener = server.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream);
        // The server of a meeting before this one may have left its end of a connection in TIME_WAIT on this very port.
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(at);
        listener.Listen();
        using Socket caller = client.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream);
        Task connecting = caller.ConnectAsync(to);
        if (Task.WaitAny([connecting], patience) < 0 || !connecting.IsCompletedSuccessfully)
        {
            return null;
        }

        using Socket answerer = listener.AcceptAsync().WaitAsync(Patience).GetAwaiter().GetResult();
        answerer.Send(Encoding.ASCII.GetBytes("hello"));
        byte[] word = new byte[5];
        caller.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        Assert.Equal(5, caller.Receive(word));
        return ((IPEndPoint)answerer.RemoteEndPoint!).Address;
    }

    public static IPEndPoint Any(int port) => new(IPAddress.Any, port);

    public void Dispose()
    {
        Kernel.Remove();
        GatewayHost.Dispose();
        foreach (Sandbox container in Containers)
        {
            container.Dispose();
        }

        Outside.Dispose();
        Host.Dispose();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static void Join(TestNamespace side, IPAddress address)
    {
        Link link = side.Netlink.Links.Get("up");
        side.Netlink.Addresses.Add(new InterfaceAddress(link.Index, address, 24));
        side.Netlink.Links.Set(link.Index, new LinkChange { Up = true });
    }
}
