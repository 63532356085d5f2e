using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>Some brains, their disks, and a network between them that delivers at once unless it is cut. All messages cross the codec.</summary>
internal sealed class BrainCluster
{
    private readonly MeshSettings _settings;
    private readonly SortedDictionary<NodeId, MeshBrain> _brains = [];
    private readonly SortedDictionary<NodeId, MemoryStore> _disks = [];
    private readonly SortedDictionary<NodeId, uint> _epochs = [];
    private readonly Dictionary<long, object> _answers = [];
    private readonly HashSet<(NodeId By, NodeId Removed)> _forgotten = [];
    private readonly List<(NodeId From, NodeId To, byte[] Bytes)> _wire = [];
    private long _lastRequest;

    public BrainCluster(int nodes, MeshSettings? settings = null)
    {
        _settings = settings ?? new MeshSettings();
        for (int i = 0; i < nodes; i++)
        {
            Nodes.Add(new NodeId((UInt128)(i + 1)));
        }

        foreach (NodeId node in Nodes)
        {
            _disks[node] = new MemoryStore();
            Start(node);
        }

        Brain(0).Found(Now);
        Settle();
        Pass(TimeSpan.FromSeconds(3));
    }

    /// <summary>A cluster whose holds and tombstones end soon, so that their ends come within a test.</summary>
    public static BrainCluster InHaste(int nodes) =>
        new(nodes, new() { HoldTime = TimeSpan.FromSeconds(2), TombstoneRetention = TimeSpan.FromSeconds(16) });

    public List<NodeId> Nodes { get; } = [];

    public HashSet<(NodeId From, NodeId To)> Cut { get; } = [];

    /// <summary>When set, messages are lost, doubled, late and out of order, as this draws.</summary>
    public IRandomSource? Faults { get; set; }

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>What the brains told people, since the beginning.</summary>
    public List<(NodeId By, string Text)> Told { get; } = [];

    public MeshBrain Brain(int index) => _brains[Nodes[index]];

    public bool IsUp(int index) => _brains.ContainsKey(Nodes[index]);

    /// <summary>A power cut: what was not committed is gone, and nothing answers until <see cref="Start"/>.</summary>
    public void Stop(int index)
    {
        _brains.Remove(Nodes[index]);
        foreach (NodeId other in _brains.Keys.ToArray())
        {
            ShowPeers(other);
        }
    }

    /// <summary>A new node, which all others hear of at once.</summary>
    public int Join()
    {
        NodeId node = new((UInt128)(Nodes.Count + 1));
        Nodes.Add(node);
        _disks[node] = new MemoryStore();
        Start(node);
        foreach (NodeId other in _brains.Keys.ToArray())
        {
            ShowPeers(other);
        }

        return Nodes.Count - 1;
    }

    /// <summary>Drops everything between two groups of nodes.</summary>
    public void CutBetween(int[] some, int[] others)
    {
        foreach ((int a, int b) in some.SelectMany(a => others.Select(b => (a, b))))
        {
            Cut.UnionWith([(Nodes[a], Nodes[b]), (Nodes[b], Nodes[a])]);
            SeeCuts(a);
            SeeCuts(b);
        }
    }

    public void Heal()
    {
        Cut.Clear();
        foreach (NodeId node in _brains.Keys.ToArray())
        {
            ShowPeers(node);
        }
    }

    private void SeeCuts(int index)
    {
        if (IsUp(index))
        {
            ShowPeers(Nodes[index]);
        }
    }

    private void ShowPeers(NodeId node) =>
        _brains[node].SetPeers(
            [.. Nodes.Where(other => other != node && !_forgotten.Contains((node, other)) && !Cut.Contains((node, other)) && _brains.ContainsKey(other))],
            Now);

    /// <summary>A copy of a node's disk as it is now.</summary>
    public MemoryStore Copy(int index) => _disks[Nodes[index]].Copy();

    /// <summary>Starts a node from another disk than its own.</summary>
    public void StartFrom(NodeId node, MemoryStore disk)
    {
        _disks[node] = disk;
        Start(node);
    }

    /// <summary>Starts a node from its disk, as after a crash: what was not committed is gone.</summary>
    public void Start(NodeId node)
    {
        uint epoch = _epochs[node] = _epochs.GetValueOrDefault(node) + 1;
        SplitMix64 random = new((ulong)node.Value + ((ulong)epoch << 32));
        MeshBrain brain = new(node, epoch, _settings, random, _disks[node].Read, Now);
        _brains[node] = brain;
        brain.Describe(new NodeRecord($"host{node.Value}", new([192, 168, 205, (byte)node.Value]), 1500, "1"), [], Now);
        brain.SetPeers([.. Nodes.Where(other => other != node && !_forgotten.Contains((node, other)))], Now);
        Settle();
    }

    public object Ask(int index, IMeshRequest request)
    {
        long number = Send(index, request);
        return _answers[number];
    }

    public T Ask<T>(int index, IMeshRequest request) => Assert.IsType<T>(Ask(index, request));

    /// <summary>Sends a request whose answer may take time.</summary>
    public long Send(int index, IMeshRequest request)
    {
        long number = ++_lastRequest;
        Brain(index).Request(number, request, Now);
        Settle();
        return number;
    }

    public object? Answer(long request) => _answers.GetValueOrDefault(request);

    public void Pass(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (Now < end)
        {
            Now += TimeSpan.FromMilliseconds(100);
            foreach (MeshBrain brain in _brains.Values)
            {
                brain.Tick(Now);
            }

            Settle();
        }
    }

    public void SetPeers(int index, params int[] peers) =>
        Brain(index).SetPeers([.. peers.Select(peer => Nodes[peer])], Now);

    public NetworkId MakeNetwork(int index, string name, string subnet = "")
    {
        string engineId = $"engine-{index}-{name}";
        PoolGranted pool = Ask<PoolGranted>(index, new RequestPool(subnet, "", NoOptions, V6: false));
        Ask<NetworkBound>(index, new BindNetwork(engineId, pool.Subnet, pool.Gateway, Internal: false, NoOptions));
        NetworkId id = Ask<NetworkBound>(index, new NameNetwork(engineId, name, NoOptions)).Network;
        for (int other = 0; other < Nodes.Count; other++)
        {
            if (other != index && Brain(other).View.Networks.ContainsKey(id))
            {
                Mirror(other, name, id);
            }
        }

        return id;
    }

    public void Mirror(int index, string name, NetworkId id)
    {
        ImmutableSortedDictionary<string, string> options = NoOptions.Add(RequestPool.NetworkOption, id.ToString());
        PoolGranted pool = Ask<PoolGranted>(index, new RequestPool("", "", options, V6: false));
        Ask<NetworkBound>(index, new BindNetwork($"engine-{index}-{name}", pool.Subnet, pool.Gateway, Internal: false, options));
    }

    /// <summary>The plugin's calls of a <c>docker run</c>.</summary>
    public object Run(int index, NetworkId network, string networkName, string name, uint? address = null)
    {
        object granted = Ask(index, new RequestAddress(network.ToString(), address, ForGateway: false));
        if (granted is not AddressGranted given)
        {
            return granted;
        }

        EndpointId endpoint = EndpointOf(name, index);
        object created = Ask(index, new BindAddress($"engine-{index}-{networkName}", endpoint, given.Address, Mac: null));
        return created is EndpointBound ? Ask(index, new JoinEndpoint(endpoint, name, $"container-{name}")) : created;
    }

    public static EndpointId EndpointOf(string name, int index) => new((UInt128)name.Aggregate(17UL, (hash, letter) => SplitMix64.Mix(hash ^ letter)) + (UInt128)index);

    public static ImmutableSortedDictionary<string, string> NoOptions { get; } =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    private void Settle()
    {
        const int MessagesMax = 1_000_000;
        for (int count = 0; count < MessagesMax; count++)
        {
            foreach ((NodeId node, MeshBrain brain) in _brains)
            {
                Flush(node, brain);
            }

            if (Next() is not { } packet)
            {
                return;
            }

            if (Cut.Contains((packet.From, packet.To)) || !_brains.TryGetValue(packet.To, out MeshBrain? receiver))
            {
                continue;
            }

            if (_forgotten.Contains((packet.To, packet.From)))
            {
                // Membership's answer to a node that it has forgotten.
                _brains.GetValueOrDefault(packet.From)?.ToldRemoved(packet.To, Now);
            }
            else
            {
                receiver.Receive(packet.From, MessageCodec.Decode(packet.Bytes), Now);
            }
        }

        Assert.Fail("the cluster does not come to rest");
    }

    private (NodeId From, NodeId To, byte[] Bytes)? Next()
    {
        if (_wire.Count == 0 || (Faults is not null && Faults.Next(_wire.Count + 4) >= _wire.Count))
        {
            return null;
        }

        int index = Faults?.Next(_wire.Count) ?? 0;
        (NodeId From, NodeId To, byte[] Bytes) packet = _wire[index];
        int fate = Faults?.Next(100) ?? 100;
        if (fate >= 5)
        {
            _wire.RemoveAt(index);
        }

        return fate is >= 5 and < 20 ? Next() : packet;
    }

    private void Flush(NodeId node, MeshBrain brain)
    {
        _disks[node].Commit(brain.Outbox.Writes);
        brain.Outbox.Committed();
        foreach (Effect effect in brain.Outbox.Effects.ToArray())
        {
            switch (effect)
            {
                case Effect.Send send when !Cut.Contains((node, send.To)):
                    _wire.Add((node, send.To, MessageCodec.Encode(send.Message)));
                    break;
                case Effect.Forget forget:
                    _forgotten.Add((node, forget.Node));
                    break;
                case Effect.Tell tell:
                    Told.Add((node, tell.Text));
                    break;
                case Effect.Reply reply:
                    Assert.True(_answers.TryAdd(reply.Request, reply.Answer), $"request {reply.Request} was answered twice");
                    break;
            }
        }

        brain.Outbox.Effects.Clear();
    }
}
