using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

/// <summary>One machine of a <see cref="SwimCluster"/>: a disk that outlives its starts, and the Swim of the present one.</summary>
internal sealed class SwimNode(SwimCluster cluster, NodeId id, string name, IPEndPoint address)
{
    private readonly SortedDictionary<UInt128, StoreWrite> _disk = [];
    private Swim? _swim;
    private uint _epoch;
    private TimeSpan _stalledUntil;
    private int _start;

    public NodeId Id { get; } = id;

    public IPEndPoint Address { get; set; } = address;

    public ulong StartNonce { get; private set; }

    public List<MembershipEvent> Events { get; } = [];

    public List<(TimeSpan At, NodeId Id)> Deaths { get; } = [];

    public long BytesSent { get; private set; }

    public long DatagramsSent { get; private set; }

    public int LargestDatagram { get; private set; }

    public bool IsRunning => _swim is not null;

    /// <summary>How long what arrives waits before it is read.</summary>
    public TimeSpan InboundDelay { get; set; }

    public bool IsStalled => cluster.Now < _stalledUntil;

    public Swim Swim => _swim ?? throw new InvalidOperationException($"{name} is not running");

    public MembershipView View => Swim.View;

    public MemberStatus? StatusOf(SwimNode other) => View.Members.GetValueOrDefault(other.Id)?.Status;

    /// <summary>Makes this a copy of another machine's disk: the same id, at another address.</summary>
    public SwimNode Clone(IPEndPoint at)
    {
        SwimNode clone = new(cluster, Id, name, at) { _epoch = _epoch };
        foreach ((UInt128 key, StoreWrite row) in _disk)
        {
            clone._disk[key] = row;
        }

        cluster.Nodes.Add(clone);
        return clone;
    }

    public void RememberFromDisk(SwimNode other)
    {
        if (other.Id != Id)
        {
            Write(new RememberedPeer(other.Id, "remembered", other.Address, 0, 0, RememberedPeer.Standing.Member).ToRow());
        }
    }

    public void Start()
    {
        _epoch++;
        _start++;
        StartNonce = cluster.NextSeed();
        IEnumerable<RememberedPeer> peers = _disk.Values.Select(row => RememberedPeer.FromRow(row.Key, row.Value!)).ToList();
        SwimIdentity identity = new(Id, name, Address, _epoch, StartNonce);
        _swim = new Swim(cluster.Options, identity, peers, new SplitMix64(cluster.NextSeed()));
        cluster.Bind(this);
        Do(swim => swim.Start(cluster.Now));
    }

    /// <summary>The power goes.</summary>
    public void Crash()
    {
        _swim = null;
        cluster.Unbind(this);
    }

    /// <summary>The process does not run for so long: its timers and its sockets wait.</summary>
    public void Stall(TimeSpan time) => _stalledUntil = cluster.Now + time;

    public void Do(Func<Swim, IReadOnlyList<SwimEffect>> input)
    {
        foreach (SwimEffect effect in input(Swim))
        {
            Carry(effect);
        }

        int start = _start;
        TimeSpan wakeUp = Swim.NextWakeUp;
        cluster.At(wakeUp > cluster.Now ? wakeUp : cluster.Now, () => Wake(start, wakeUp));
    }

    public void Receive(NodeId from, ulong nonce, IPEndPoint source, byte[] bytes)
    {
        if (!IsRunning)
        {
            return;
        }

        if (IsStalled)
        {
            cluster.At(_stalledUntil, () => Receive(from, nonce, source, bytes));
            return;
        }

        IWireMessage message = MessageCodec.Decode(bytes);
        Do(swim => swim.Receive(cluster.Now, from, nonce, source, message));
    }

    private void Wake(int start, TimeSpan wakeUp)
    {
        if (!IsRunning || start != _start || Swim.NextWakeUp != wakeUp)
        {
            return;
        }

        if (IsStalled)
        {
            cluster.At(_stalledUntil, () => Wake(start, wakeUp));
            return;
        }

        Do(swim => swim.Advance(cluster.Now));
    }

    private void Carry(SwimEffect effect)
    {
        switch (effect)
        {
            case SwimEffect.Send send:
                byte[] bytes = MessageCodec.Encode(send.Message);
                BytesSent += bytes.Length;
                DatagramsSent++;
                LargestDatagram = send.Message is MemberSync or JoinAccept ? LargestDatagram : Math.Max(LargestDatagram, bytes.Length);
                cluster.Deliver(this, send.To, bytes);
                break;
            case SwimEffect.Remember remember:
                Write(remember.Row);
                break;
            case SwimEffect.Raise raise:
                Events.Add(raise.Event);
                if (raise.Event is MembershipEvent.Died died)
                {
                    Deaths.Add((cluster.Now, died.Member.Id));
                }

                break;
            case SwimEffect.ViewChanged changed:
                Assert.Same(Swim.View, changed.View);
                break;
            default:
                throw new InvalidOperationException($"unknown effect {effect}");
        }
    }

    private void Write(StoreWrite row) => _disk[new WireReader(row.Key).UInt128()] = row;

    public override string ToString() => name;
}
