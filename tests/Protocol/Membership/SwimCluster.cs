using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

/// <summary>
/// Many <see cref="Swim"/>s in one thread under virtual time, on links that delay and lose. Every message is encoded, sent as bytes and
/// decoded again.
/// </summary>
internal sealed class SwimCluster
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private readonly Dictionary<IPEndPoint, SwimNode> _atAddress = [];
    private readonly SplitMix64 _links;
    private readonly SplitMix64 _seeds;
    private long _order;

    public SwimCluster(ulong seed, SwimOptions? options = null)
    {
        SplitMix64 root = new(seed);
        _links = root.Child("links");
        _seeds = root.Child("nodes");
        Options = options ?? SwimOptions.Default;
    }

    public SwimOptions Options { get; }

    public TimeSpan Now { get; private set; }

    public List<SwimNode> Nodes { get; } = [];

    public double Loss { get; set; }

    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>True for a pair between which nothing passes.</summary>
    public Func<SwimNode, SwimNode, bool> Cut { get; set; } = (_, _) => false;

    /// <summary>What a sealed datagram adds to the message: header and tag.</summary>
    public static int SealBytes => 55;

    public SwimNode Add(string? name = null, IPEndPoint? address = null)
    {
        int number = Nodes.Count + 1;
        IPEndPoint at = address ?? new IPEndPoint(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), 7947);
        SwimNode node = new(this, new NodeId(_seeds.NextUInt128()), name ?? $"node{number}", at);
        Nodes.Add(node);
        return node;
    }

    /// <summary>A running cluster in which everybody knows everybody: each node starts from a disk that remembers the others.</summary>
    public static SwimCluster Formed(ulong seed, int nodes, SwimOptions? options = null)
    {
        SwimCluster cluster = new(seed, options);
        for (int i = 0; i < nodes; i++)
        {
            cluster.Add();
        }

        foreach (SwimNode node in cluster.Nodes)
        {
            foreach (SwimNode other in cluster.Nodes)
            {
                node.RememberFromDisk(other);
            }

            node.Start();
        }

        cluster.RunFor(TimeSpan.FromSeconds(5));
        return cluster;
    }

    public ulong NextSeed() => _seeds.NextUInt64();

    public void At(TimeSpan at, Action action) => _events.Enqueue(action, (at, _order++));

    public void RunFor(TimeSpan time) => RunTo(Now + time);

    /// <summary>True when the condition came to hold within the time. It is looked at every 5 ms.</summary>
    public bool RunUntil(Func<bool> condition, TimeSpan within)
    {
        TimeSpan end = Now + within;
        while (!condition())
        {
            if (Now >= end)
            {
                return false;
            }

            RunTo(Now + TimeSpan.FromMilliseconds(5));
        }

        return true;
    }

    private void RunTo(TimeSpan end)
    {
        while (_events.TryPeek(out _, out (TimeSpan At, long Order) next) && next.At <= end)
        {
            Now = next.At;
            _events.Dequeue()();
        }

        Now = end;
    }

    public void Bind(SwimNode node) => _atAddress[node.Address] = node;

    public void Unbind(SwimNode node)
    {
        if (_atAddress.TryGetValue(node.Address, out SwimNode? bound) && bound == node)
        {
            _atAddress.Remove(node.Address);
        }
    }

    public void Deliver(SwimNode from, IPEndPoint to, byte[] bytes)
    {
        if (_links.NextFraction() < Loss)
        {
            return;
        }

        ulong nonce = from.StartNonce;
        NodeId id = from.Id;
        IPEndPoint source = from.Address;
        At(Now + Latency, () =>
        {
            if (_atAddress.TryGetValue(to, out SwimNode? node) && !Cut(from, node))
            {
                At(Now + node.InboundDelay, () => node.Receive(id, nonce, source, bytes));
            }
        });
    }

    /// <summary>Every running node sees every other running one as alive.</summary>
    public bool AllSeeAllAlive() => Nodes.Where(node => node.IsRunning).All(node => Nodes
        .Where(other => other.IsRunning)
        .All(other => node.StatusOf(other) == MemberStatus.Alive));

    public bool AllSee(SwimNode subject, MemberStatus status) =>
        Nodes.Where(node => node.IsRunning && node != subject).All(node => node.StatusOf(subject) == status);
}
