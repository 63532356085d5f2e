using System.Security.Cryptography;
using Akka.Actor;
using MeshNet.Actors;
using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Transport;
using MeshNet.Actors.Transport.Sealing;
using MeshNet.Node.Configuration;
using MeshNet.Node.Management;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Node.Daemon;

/// <summary>What a node is started from.</summary>
/// <param name="Fingerprint">Of this machine.</param>
/// <param name="Node">Makes the guardian of a node's actors.</param>
public sealed record MeshGround(
    ActorSystem System,
    MeshNetSettings Settings,
    IDurableStore Store,
    NodeIdentityStore Identities,
    string Fingerprint,
    IMeshEdges Edges,
    Func<MeshNodeSetup, Props> Node)
{
    public DaemonTimes Times { get; init; } = new();
}

/// <summary>How long the daemon waits for what.</summary>
public sealed record DaemonTimes
{
    /// <summary>For a node's actors to be there, and at the other end to be gone.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one answer of an actor, which may have to ask other hosts.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the mesh's state to arrive after a join.</summary>
    public TimeSpan Sync { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For each step of taking back a join that did not end well.</summary>
    public TimeSpan TakeBack { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For what one actor says of itself: well below what somebody waits who looks for what is stuck.</summary>
    public TimeSpan Status { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>The actors of this node in its mesh, with the sockets and kernel handles that they use.</summary>
public sealed class RunningMesh : IAsyncDisposable
{
    private static long s_lives;

    private readonly Opened _opened;

    private RunningMesh(StartedIdentity identity, Underlay underlay, MeshNodeParts parts, IActorRef paths, Opened opened)
    {
        Identity = identity;
        Underlay = underlay;
        Parts = parts;
        Paths = paths;
        _opened = opened;
    }

    public StartedIdentity Identity { get; }

    public Underlay Underlay { get; }

    public MeshNodeParts Parts { get; }

    /// <summary>Tries the ways to the other hosts.</summary>
    public IActorRef Paths { get; }

    /// <summary>
    /// Opens the sockets, raises and syncs the start epoch, and starts the actors. What fails on the way leaves nothing open.
    /// </summary>
    /// <exception cref="Transport.PortException">The gossip port is in use.</exception>
    /// <exception cref="StoreException">The identity cannot be used here, or the disk takes nothing.</exception>
    public static async Task<RunningMesh> StartAsync(MeshGround ground, CancellationToken cancellation)
    {
        Opened opened = new(ground.System.Log);
        try
        {
            return await StartAsync(ground, opened, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the actors and closes the sockets. The data path stays (I3).</summary>
    public ValueTask DisposeAsync() => _opened.DisposeAsync();

    private static async Task<RunningMesh> StartAsync(MeshGround ground, Opened opened, CancellationToken cancellation)
    {
        NodeRows rows = new(ground.Store);
        Underlay underlay = ground.Edges.FindUnderlay(rows.Advertise);
        MeshNodeEdges edges = ground.Edges.Open(underlay, ground.Store, opened);
        cancellation.ThrowIfCancellationRequested();
        StartedIdentity identity = ground.Identities.Start(
            ground.Fingerprint, 1 + (uint)RandomNumberGenerator.GetInt32(NodeIdentityStore.StepMax));
        MeshNodeSetup setup = Setup(ground.Settings, identity, rows.Founds, underlay, edges);
        opened.Add(setup.Transport);
        // A name of its own for each life: an actor that ends gives its name back a moment after it has said that it ended.
        long life = Interlocked.Increment(ref s_lives);
        IActorRef guardian = Start(ground, ground.Node(setup), $"mesh-{life}", opened);
        MeshNodeParts parts = await PartsAsync(guardian, ground.Times.Start, cancellation).ConfigureAwait(false);
        IPortProbe probe = ground.Edges.Probe(underlay);
        IActorRef paths = Start(ground, Made.By(() => new PathActor(parts.Transport, probe)), $"paths-{life}", opened);
        return new RunningMesh(identity, underlay, parts, paths, opened);
    }

    private static async Task<MeshNodeParts> PartsAsync(IActorRef guardian, TimeSpan patience, CancellationToken cancellation)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<MeshNodeParts> parts = guardian.AskAsync<MeshNodeParts>(
            "the node that is starting", GetMeshNodeParts.Instance, patience, done.Token);
        Task ended = guardian.WatchAsync(done.Token);
        bool starts = await Task.WhenAny(parts, ended).ConfigureAwait(false) == parts;
        await done.CancelAsync().ConfigureAwait(false);
        return starts || cancellation.IsCancellationRequested
            ? await parts.ConfigureAwait(false)
            : throw new ControlException(500, "the actors of a node could not be started: the daemon's log has the cause");
    }

    private static IActorRef Start(MeshGround ground, Props props, string name, Opened opened)
    {
        IActorRef actor = ground.System.ActorOf(props, name);
        opened.Add(name, async () =>
        {
            if (!await actor.GracefulStop(ground.Times.Start).ConfigureAwait(false))
            {
                throw new TimeoutException($"it did not end within {ground.Times.Start.TotalSeconds:0} s");
            }
        });
        return actor;
    }

    private static MeshNodeSetup Setup(
        MeshNetSettings settings, StartedIdentity identity, bool founds, Underlay underlay, MeshNodeEdges edges)
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
