using System.Net;
using System.Security.Cryptography;
using Akka.Actor;
using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Transport;
using MeshNet.Actors.Transport.Sealing;
using MeshNet.Docker;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Overlay;
using MeshNet.Messages;
using MeshNet.Node.Configuration;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.Doctor;
using MeshNet.Node.GatewayBridge;
using MeshNet.Node.Names;
using MeshNet.Node.Driver;
using MeshNet.Node.Transport;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Node.Daemon;

/// <summary>The actors of this node in its mesh, with the sockets and kernel handles that they use.</summary>
public sealed class RunningMesh : IAsyncDisposable
{
    private readonly IActorRef _guardian;
    private readonly IReadOnlyList<object> _edges;

    private RunningMesh(
        StartedIdentity identity, Underlay underlay, IActorRef guardian, MeshNodeParts parts, IActorRef paths, IReadOnlyList<object> edges)
    {
        Identity = identity;
        Underlay = underlay;
        Parts = parts;
        Paths = paths;
        _guardian = guardian;
        _edges = edges;
    }

    public StartedIdentity Identity { get; }

    public Underlay Underlay { get; }

    public MeshNodeParts Parts { get; }

    /// <summary>Tries the ways to the other hosts.</summary>
    public IActorRef Paths { get; }

    /// <summary>Raises and syncs the start epoch, opens the sockets, and starts the actors.</summary>
    /// <exception cref="PortException">The gossip port is in use.</exception>
    /// <exception cref="StoreException">The identity cannot be used here, or the disk takes nothing.</exception>
    public static async Task<RunningMesh> StartAsync(
        ActorSystem system,
        MeshNetSettings settings,
        IDurableStore store,
        NodeIdentityStore identities,
        string fingerprint,
        IDockerEngine engine)
    {
        NodeRows rows = new(store);
        Underlay underlay = Underlay.Find(rows.Advertise, settings);
        SocketPacketNetwork network = new(settings.Packets with { Listen = new IPEndPoint(settings.Packets.Listen.Address, underlay.Address.Port) });
        StartedIdentity identity = identities.Start(fingerprint, 1 + (uint)RandomNumberGenerator.GetInt32(NodeIdentityStore.StepMax));
        OverlayHost overlayHost = new(NetworkNamespace.OpenCurrent(), Path.Combine(settings.RunDirectory, "netns"));
        OverlayKernel overlay = new(overlayHost, (ushort)settings.VxlanPort);
        GatewayHost egressHost = new(NetworkNamespace.OpenCurrent(), new IptablesCommand(), Path.Combine(settings.RunDirectory, "egress"));
        NameServers nameServers = new(new NameServerSettings
        {
            Upstreams = settings.Dns.Upstreams,
            AliveInterval = settings.Dns.AliveInterval,
            FailOpen = settings.Dns.FailOpen,
            TimeToLive = settings.Dns.TimeToLive,
        });
        MeshNodeEdges edges = new(
            store,
            network,
            overlay,
            new SandboxLocator(engine),
            new DockerGateway(engine),
            new GatewayKernel(egressHost),
            nameServers,
            new SandboxFiles(Path.Combine(settings.RunDirectory, "names")),
            new EngineEdge(engine, TimeProvider.System),
            new CgroupProcesses(new CgroupProcessesOptions(), TimeProvider.System));
        MeshNodeSetup setup = Setup(settings, identity, rows.Founds, underlay, edges);
        IActorRef guardian = system.ActorOf(Props.Create(() => new MeshNodeActor(setup)), "mesh");
        MeshNodeParts parts = await guardian.Ask<MeshNodeParts>(GetMeshNodeParts.Instance, TimeSpan.FromSeconds(10)).ConfigureAwait(false);
        VxlanPortProbe probe = new(underlay.Address.Address, settings.VxlanPort);
        IActorRef paths = system.ActorOf(Props.Create(() => new PathActor(parts.Transport, probe)), "paths");
        return new RunningMesh(identity, underlay, guardian, parts, paths, [nameServers, network, setup.Transport, overlay, overlayHost, egressHost]);
    }

    /// <summary>Stops the actors and closes the sockets. The data path stays (I3).</summary>
    public async ValueTask DisposeAsync()
    {
        await Paths.GracefulStop(TimeSpan.FromSeconds(10)).ConfigureAwait(false);
        await _guardian.GracefulStop(TimeSpan.FromSeconds(10)).ConfigureAwait(false);
        foreach (object edge in _edges)
        {
            if (edge is IAsyncDisposable later)
            {
                await later.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (edge as IDisposable)?.Dispose();
            }
        }
    }

    private static MeshNodeSetup Setup(MeshNetSettings settings, StartedIdentity identity, bool founds, Underlay underlay, MeshNodeEdges edges)
    {
        ulong startNonce = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        NodeIdentity node = identity.Node;
        return new MeshNodeSetup(
            new SwimIdentity(node.Id, node.Name, underlay.Address, identity.Epoch, startNonce),
            founds,
            new NodeRecord(node.Name, underlay.Address.Address, underlay.Mtu, ProductVersion.Text),
            underlay.HostSubnets,
            new TransportSession(
                new TransportSettings(new ClusterKeys(node.Cluster, node.Secret), node.Id, startNonce, settings.GossipPort)),
            settings.Membership,
            settings.Mesh with { VniStart = VniSpace.StartOf(node.Cluster) },
            settings.Driver,
            settings.Egress.Bridges,
            new DockerEventsOptions(),
            _ => new CryptoRandom(),
            edges);
    }
}
