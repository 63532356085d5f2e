using Akka.Actor;
using MeshNet.Actors;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Plugin;
using MeshNet.Actors.Transport;
using MeshNet.Deterministic;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;
using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Cluster;

/// <summary>
/// One Docker host: a disk, a kernel and an engine that outlive the daemon, and the daemon: the very actors that run in production.
/// </summary>
internal sealed class Host
{
    private readonly World _world;
    private readonly string _fingerprint;
    private readonly SandboxMemory _sandboxes = new();
    private int _starts;
    private uint _lastEpoch;
    private (IReadOnlyDictionary<string, KeyValuePair<byte[], byte[]>[]> Disk, uint Epoch)? _snapshot;

    public Host(World world, int index, SplitMix64 random)
    {
        _world = world;
        _fingerprint = $"machine {index}";
        Index = index;
        Random = random;
        Name = $"host{index}";
        Id = new NodeId(random.NextUInt128());
        Network = world.Underlay.Add(Addresses.Of(index));
        Plugin = new PluginSocket(world.Loop, random.Child("plugin"));
        Engine = new Engine(Name, world.Loop, random.Child("engine"), Kernel, world.Live, Plugin);
        Kernel.VniShared = (one, other, vni) =>
            world.Report(new("R13", $"{Name} has networks {one.ToShortString()} and {other.ToShortString()} under VNI {vni}"));
        Plugin.Unanswered = text => world.Report(new("bound", $"{Name}: {text}"));
        Disk.Crashed = OnCrashedInCommit;
    }

    public int Index { get; }

    public string Name { get; }

    public NodeId Id { get; private set; }

    public SplitMix64 Random { get; }

    public Disk Disk { get; private set; } = new();

    public StartWitness Witness { get; private set; } = new();

    public OverlayKernel Kernel { get; } = new();

    public Engine Engine { get; }

    public PluginSocket Plugin { get; }

    public HostNetwork Network { get; }

    public NameServers Names { get; private set; } = new();

    public ActorSystem? System { get; private set; }

    public MeshNodeParts? Parts { get; private set; }

    public IPEndPoint Address => Network.Address;

    public bool HasStarted => _starts > 0;

    /// <summary>Through whom it joins; null for any host that is there.</summary>
    public Host? JoinsThrough { get; set; }

    /// <summary>What it tells of itself.</summary>
    public NodeRecord Record => new(Name, Address.Address, 1500, "1");

    public bool IsUp => System is not null;

    /// <summary>The disk cut the daemon off in the middle of a commit: it is as dead as after <see cref="Crash"/>, which must follow.</summary>
    public bool IsCut { get; private set; }

    public bool IsLeaving { get; set; }

    /// <summary>Its disk was set back: what it says of itself from then on is nobody's truth (R9).</summary>
    public bool WasRolledBack { get; private set; }

    /// <summary>An operator has asked for its removal.</summary>
    public bool IsCondemned { get; set; }

    /// <summary>It lost its power and will never come back.</summary>
    public bool IsOffForGood { get; private set; }

    /// <summary>It is a member no more, and nothing of it counts.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Why the daemon did not start, when it refused to.</summary>
    public string? StartRefusal { get; private set; }


    /// <summary>Starts the daemon from what its disk holds; a machine that is in no cluster yet is made a member first.</summary>
    public void Start()
    {
        if (IsUp || HasLeft)
        {
            return;
        }

        _starts++;
        StartRefusal = null;
        try
        {
            Boot();
        }
        catch (StoreException refusal)
        {
            StartRefusal = refusal.Message;
        }
    }

    /// <summary>kill -9: what was not on the disk is gone, and whoever waited for an answer gets none. The data path stays (I3).</summary>
    public void Crash()
    {
        if (System is not { } system)
        {
            return;
        }

        (System, Parts, IsCut) = (null, null, false);
        Network.Close();
        _world.Loop.Abandon(system);
        Engine.Events.Forget();
        Kernel.DropWatchers();
        Names = new NameServers();
        Plugin.Close();
        Disk.Crash();
    }

    /// <summary>The host loses power: daemon, engine, containers and kernel are gone, the disks stay.</summary>
    public void LosePower()
    {
        Crash();
        Disk.LosePower();
        Engine.Crash();
        Kernel.Crash();
        _sandboxes.Clear();
    }

    /// <summary>It left: the daemon ends and forgets the mesh.</summary>
    public void Vanish()
    {
        (HasLeft, IsLeaving) = (true, false);
        // Whoever asked it to leave is one of its own callbacks: the system is ended when that has returned.
        _world.Loop.Schedule(TimeSpan.Zero, LosePower);
    }

    /// <summary>It loses its power and never comes back.</summary>
    public void Die()
    {
        (HasLeft, IsLeaving, IsOffForGood) = (true, false, true);
        LosePower();
    }

    public void TakeSnapshot()
    {
        if (IsUp)
        {
            _snapshot = (Disk.Snapshot(), Witness.Epoch);
        }
    }

    /// <summary>The disk of some seconds ago, the witness included: a virtual machine is set back.</summary>
    public bool RestoreSnapshot()
    {
        if (_snapshot is not { } snapshot)
        {
            return false;
        }

        WasRolledBack = true;
        Disk.Restore(snapshot.Disk);
        Witness.Epoch = snapshot.Epoch;
        return true;
    }

    public void Pause()
    {
        if (System is { } system)
        {
            _world.Loop.Pause(system);
        }
    }

    public void Resume()
    {
        if (System is { } system)
        {
            _world.Loop.Resume(system);
        }
    }

    public void JumpClock(TimeSpan by)
    {
        if (System?.Scheduler is VirtualScheduler clock)
        {
            clock.WallClockOffset += by;
        }
    }

    /// <summary>A message to an actor of this node and its answer, while nothing else waits for this moment.</summary>
    public T Ask<T>(IActorRef actor, object message)
    {
        Task<T> asked = _world.Loop.Ask<T>(actor, message, TimeSpan.FromSeconds(30));
        return _world.Loop.RunFor(TimeSpan.FromSeconds(30), () => asked.IsCompleted) && asked.IsCompletedSuccessfully
            ? asked.Result
            : throw new Violation("bound", $"{Name} did not answer {message}: {asked.Exception?.InnerException?.Message ?? "silence"}");
    }

    private void Boot()
    {
        NodeIdentityStore identities = new(Disk, Witness);
        if (identities.Read() is null)
        {
            identities.Create(new NodeIdentity(Id, Name, _world.ClusterId, _world.Secret, _fingerprint));
        }

        StartedIdentity started = identities.Start(_fingerprint, 1 + (uint)Random.Next(NodeIdentityStore.StepMax));
        if (_world.Broken.ForgottenEpochs)
        {
            started = started with { Epoch = 1 };
        }

        if (started.Epoch <= _lastEpoch && _snapshot is null)
        {
            _world.Report(new("R7", $"{Name} starts with epoch {started.Epoch} after one with {_lastEpoch}"));
        }

        _lastEpoch = started.Epoch;
        ulong nonce = Random.NextUInt64();
        SplitMix64 seeds = new(Random.NextUInt64());
        EngineEdge engine = new(Engine);
        QuietGateway egress = new();
        MeshNodeSetup setup = new(
            new SwimIdentity(Id, Name, Address, started.Epoch, nonce),
            Index == 0,
            Record,
            [],
            new TransportSession(new TransportSettings(_world.Keys, Id, nonce, Addresses.Port)),
            _world.Options.Membership,
            _world.Options.Mesh,
            new DriverSettings(),
            new GatewaySettings(),
            _world.Options.DockerEvents,
            seeds.Child,
            new MeshNodeEdges(Disk, Network, Kernel, engine, egress, egress, Names, _sandboxes, engine, engine));
        System = _world.Loop.CreateSystem(Name);
        IActorRef guardian = System.ActorOf(Made.By(() => new MeshNodeActor(setup)), "mesh");
        IActorRef plugin = System.ActorOf(Made.By(() => new PluginActor(engine, engine, new PluginOptions())), "plugin");
        Plugin.Open(plugin);
        _ = _world.Loop.Ask<MeshNodeParts>(guardian, GetMeshNodeParts.Instance, TimeSpan.FromSeconds(30)).ContinueWith(
            asked => Enter(plugin, asked),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void Enter(IActorRef plugin, Task<MeshNodeParts> asked)
    {
        if (!asked.IsCompletedSuccessfully)
        {
            return;
        }

        Parts = asked.Result;
        plugin.Tell(new MeshEntered(Parts.Actors), ActorRefs.NoSender);
        JoinIfAlone();
    }

    /// <summary><c>meshnet join</c>, typed again for as long as it did not succeed.</summary>
    public void JoinIfAlone()
    {
        if (Index != 0 && Parts is { } parts && !Disk.Rows(RememberedPeer.Bucket).Any(IsMember))
        {
            parts.Membership.Tell(new JoinCluster(Contact().Address), ActorRefs.NoSender);
        }
    }

    private static bool IsMember(KeyValuePair<byte[], byte[]> row) =>
        RememberedPeer.FromRow(row.Key, row.Value).State == RememberedPeer.Standing.Member;

    /// <summary>Some other member has heard of it.</summary>
    public bool IsKnown => _world.Members.Any(other => other != this && other.Disk.Rows(Buckets.Watermark).Any(row => LogRows.Owner(row.Key) == Id));

    /// <summary>Any member: an operator pastes the line of one, and two hosts that have joined nothing but each other are an island.</summary>
    private Host Contact()
    {
        if (JoinsThrough is { } contact)
        {
            return contact;
        }

        SortedSet<NodeId> members = [_world.Hosts[0].Id, .. _world.Hosts[0].Disk.Rows(Buckets.Watermark).Select(row => LogRows.Owner(row.Key))];
        Host[] others = [.. _world.Hosts.Where(other => other != this && other.IsUp && !other.HasLeft && members.Contains(other.Id))];
        return others.Length == 0 ? _world.Hosts[0] : others[Random.Next(others.Length)];
    }

    private void OnCrashedInCommit()
    {
        IsCut = true;
        Network.Close();
    }
}
