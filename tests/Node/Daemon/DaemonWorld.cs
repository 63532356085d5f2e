using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using MeshNet.Actors;
using MeshNet.Actors.Diagnosis;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Names;
using MeshNet.Actors.Transport;
using MeshNet.Node.Configuration;
using MeshNet.Node.Daemon;
using MeshNet.Node.Storage;
using MeshNet.Node.Tests.Storage;
using MeshNet.Node.Transport;
using MeshNet.Protocol;

namespace MeshNet.Node.Tests.Daemon;

/// <summary>A host for <see cref="NodeDaemon"/> whose disk, kernel, sockets and actors do what the test says.</summary>
internal sealed class DaemonWorld : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<IActorRef> _plugins = [];
    private readonly ActorSystem _system = ActorSystem.Create("rim");

    public FakeDisk Disk { get; } = new();

    public FakeEdges Edges { get; } = new();

    public NodeScript Node { get; } = new();

    private NodeScript Plugin { get; } = new();

    public DaemonTimes Times { get; set; } = new();

    public NodeIdentityStore Identities => new(Disk, new StartWitnessFile(_directory.Path));

    /// <summary>A daemon on this host, as after a start of the process.</summary>
    public NodeDaemon Start()
    {
        MeshNetSettings settings = SettingsLoader.Load(null, new SettingOverride("state-dir", _directory.Path, "the test"));
        NodeScript plugin = Plugin;
        NodeScript node = Node;
        MeshGround ground = new(_system, settings, Disk, Identities, "this machine", Edges, _ => Made.By(() => new ScriptedActor(node)))
        {
            Times = Times,
        };
        IActorRef actor = _system.ActorOf(Made.By(() => new ScriptedActor(plugin)));
        _plugins.Add(actor);
        return new(ground, actor);
    }

    /// <summary>What Docker's plugins were told of this host's place, in order. They end with it.</summary>
    public async Task<Type[]> ToldPluginAsync()
    {
        await Task.WhenAll(_plugins.Select(plugin => plugin.GracefulStop(TimeSpan.FromSeconds(30))));
        return [.. Plugin.Asked.Select(told => told.GetType())];
    }

    public async Task<IActorRef> EndedActorAsync()
    {
        NodeScript script = Plugin;
        IActorRef actor = _system.ActorOf(Made.By(() => new ScriptedActor(script)));
        await actor.GracefulStop(TimeSpan.FromSeconds(30));
        return actor;
    }

    public void Dispose()
    {
        _system.Dispose();
        _directory.Dispose();
    }

    /// <summary>Nothing of an attempt is left, in memory, in the kernel or on the disk.</summary>
    public async Task AssertNothingIsLeftAsync(NodeDaemon daemon)
    {
        Assert.Empty(Edges.Standing);
        Assert.Empty(Disk.Rows);
        Assert.False(File.Exists(Path.Combine(_directory.Path, "last-start")));
        Assert.Equal("not in a mesh", (await daemon.StatusAsync(default)).State);
    }
}

/// <summary>A disk in memory that refuses the rows that the test names.</summary>
internal sealed class FakeDisk : IDurableStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Bucket, string Key), StoreWrite> _rows = [];

    public Func<StoreWrite, bool> Refuses { get; set; } = _ => false;

    /// <summary>The same for a row that makes a commit alone.</summary>
    public Func<StoreWrite, bool> RefusesAlone { get; set; } = _ => false;

    public IReadOnlyCollection<(string Bucket, string Key)> Rows => _rows.Keys;

    public IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket)
    {
        lock (_lock)
        {
            return [.. _rows.Values.Where(row => row.Bucket == bucket).Select(row => KeyValuePair.Create(row.Key, row.Value!))];
        }
    }

    public void Write(IReadOnlyCollection<StoreWrite> writes) => Commit(writes);

    public void Commit(IReadOnlyCollection<StoreWrite> writes)
    {
        lock (_lock)
        {
            if (writes.Any(Refuses) || (writes.Count == 1 && RefusesAlone(writes.Single())))
            {
                throw new StoreException("the disk is full");
            }

            foreach (StoreWrite write in writes)
            {
                (string, string) key = (write.Bucket, Encoding.UTF8.GetString(write.Key));
                if (write.Value is null)
                {
                    _rows.Remove(key);
                }
                else
                {
                    _rows[key] = write;
                }
            }
        }
    }
}

/// <summary>Edges that count what stands open, and fail where the test says.</summary>
internal sealed class FakeEdges : IMeshEdges, IPortProbe
{
    public static readonly IPEndPoint Own = new(IPAddress.Parse("192.0.2.10"), 7946);

    public string FailsAt { get; set; } = "";

    /// <summary>What was opened and not closed, in order.</summary>
    public List<string> Standing { get; } = [];

    public Underlay FindUnderlay(string advertise) => new(Own, 1500, []);

    public MeshNodeEdges Open(Underlay underlay, IDurableStore store, Opened opened)
    {
        foreach (string name in new[] { "sockets", "overlays", "names" })
        {
            if (name == FailsAt)
            {
                throw name == "sockets"
                    ? new PortException("UDP port 7946 is in use by another program", new InvalidOperationException())
                    : new IOException($"{name}: permission denied");
            }

            Standing.Add(name);
            opened.Add(name, () =>
            {
                Assert.Equal(name, Standing[^1]);
                Standing.Remove(name);
                return ValueTask.CompletedTask;
            });
        }

        return new(store, null!, null!, null!, null!, null!, null!, null!, null!, null!);
    }

    public IPortProbe Probe(Underlay underlay) => this;

    public Task<string> DescribeEngineAsync(CancellationToken cancellation) => Task.FromResult("version 29.1");

    public void Send(IPAddress to, ulong trial)
    {
    }

    public IDisposable Listen(Action<IPAddress, ulong> heard) => new MemoryStream();
}

/// <summary>What an actor answers, and what it has heard.</summary>
internal sealed class NodeScript
{
    private readonly ConcurrentDictionary<Type, TaskCompletionSource> _heard = new();

    public bool FailsToStart { get; set; }

    public ConcurrentQueue<object> Asked { get; } = new();

    /// <summary>By the question's type: answers that differ from the ordinary ones; null for none at all.</summary>
    public ConcurrentDictionary<Type, Func<object?>> Answers { get; } = new();

    public IActorRef? Driver { get; set; }

    public Task HeardAsync<T>() => Hear(typeof(T)).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public object? Answer(object question, IActorRef self)
    {
        Asked.Enqueue(question);
        Hear(question.GetType()).TrySetResult();
        return Answers.TryGetValue(question.GetType(), out Func<object?>? other) ? other() : Ordinary(question, self);
    }

    private TaskCompletionSource Hear(Type type) =>
        _heard.GetOrAdd(type, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private object? Ordinary(object question, IActorRef self) => question switch
    {
        GetMeshNodeParts => new MeshNodeParts(new MeshActors(self, Driver ?? self, self, self), self, self, self),
        JoinCluster join => new MembershipEvent.JoinSucceeded(join.Contact, 2),
        LeaveMesh => Acknowledged.Instance,
        LeaveCluster => new MembershipEvent.LeaveAnnounced(),
        RemoveNodes remove => new NodesRemoved($"removed {string.Join(' ', remove.Nodes)}"),
        GetMembershipView => Members(),
        GetMeshView => new MeshView(1, new NodeId(1), ImmutableSortedDictionary<NodeId, NodeRecord>.Empty,
            ImmutableSortedDictionary<NetworkId, NetworkView>.Empty, ImmutableSortedDictionary<string, NetworkId>.Empty, ["two networks clash"]),
        GetGossipStatus => new GossipStatus(true, null, false, 0, 3, 4, null, []),
        GetEpoch => new EpochReport(1, [], []),
        GetTransportStatus => new TransportStatus(
            5, 6, 7, 8, 9, 10, ImmutableSortedDictionary<DropReason, long>.Empty, 0, 0, PacketNetworkStatus.Empty),
        GetDriverStatus => new DriverStatus([], new DriverCounters(Repairs: 2)),
        GetGatewayStatus => new GatewayStatus(new ObjectStatus("docker_gwbridge", ObjectState.Done), [], null, [], 0, ""),
        GetNamesStatus => new NamesStatus(new NameCounts(11, 0, 12, 0, 0), []),
        GetDockerStatus => new DockerStatus(true, "", "29.1", [], [], []),
        _ => null,
    };

    public static MembershipView Members(params Member[] others)
    {
        Member self = new(new NodeId(1), "self", FakeEdges.Own, new Incarnation(1, 0), 1, MemberStatus.Alive);
        return new(self.Id, others.Append(self).ToImmutableSortedDictionary(member => member.Id, member => member));
    }
}

internal sealed class ScriptedActor : ReceiveActor
{
    public ScriptedActor(NodeScript script)
    {
        if (script.FailsToStart)
        {
            throw new InvalidOperationException("an actor that does not start");
        }

        ReceiveAny(question =>
        {
            if (script.Answer(question, Self) is { } answer)
            {
                Sender.Tell(answer);
            }
        });
    }
}
