namespace MeshNet.Protocol.Membership;

/// <summary>What the parts of one <see cref="Swim"/> share: the table, the time of the input in hand, and the effects so far.</summary>
internal sealed class SwimContext(SwimOptions options, SwimIdentity identity, IRandomSource random)
{
    private readonly List<SwimEffect> _effects = [];

    public SwimOptions Options => options;

    public SwimIdentity Identity => identity;

    public IRandomSource Random => random;

    public MemberTable Table { get; } = new(new Member(
        identity.Id, identity.Name, identity.Address, new Incarnation(identity.StartEpoch, 0), identity.StartNonce, MemberStatus.Alive));

    public LocalHealth Health { get; } = new(options.LocalHealthMax);

    /// <summary>Monotonic; of the input in hand.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>Members that have just come under suspicion by another's word, to be probed at once.</summary>
    public List<NodeId> FreshSuspects { get; } = [];

    /// <summary>Members whose address has just been learned: another member may have the same.</summary>
    public List<NodeId> FreshAddresses { get; } = [];

    /// <summary>True after a goodbye: the node still answers, but no longer asks or accuses anyone.</summary>
    public bool IsLeaving => Table.Self.Status == MemberStatus.Left;

    public void Send(IPEndPoint to, IWireMessage message) => _effects.Add(new SwimEffect.Send(to, message));

    public void Raise(MembershipEvent happened) => _effects.Add(new SwimEffect.Raise(happened));

    public void Remember(RememberedPeer peer) => _effects.Add(new SwimEffect.Remember(peer.ToRow()));

    public void ViewChanged() => _effects.Add(new SwimEffect.ViewChanged(Table.View));

    public IReadOnlyList<SwimEffect> TakeEffects()
    {
        SwimEffect[] taken = [.. _effects];
        _effects.Clear();
        return taken;
    }

    public uint NextSequence() => (uint)(random.NextUInt64() >> 32);

    /// <summary>This many different members at random, or all if there are fewer.</summary>
    public List<Member> Sample(IReadOnlyList<Member> members, int count)
    {
        List<Member> pool = [.. members];
        int wanted = Math.Min(count, pool.Count);
        for (int i = 0; i < wanted; i++)
        {
            int other = i + random.Next(pool.Count - i);
            (pool[i], pool[other]) = (pool[other], pool[i]);
        }

        return pool.GetRange(0, wanted);
    }
}

/// <summary>Who this node is in this start.</summary>
/// <param name="StartEpoch">Raised and synced before the first datagram of each start (R7).</param>
/// <param name="StartNonce">Random for each start (R9).</param>
public sealed record SwimIdentity(NodeId Id, string Name, IPEndPoint Address, uint StartEpoch, ulong StartNonce);

/// <summary>What membership asks of the world, in the order in which it must be done.</summary>
public abstract record SwimEffect
{
    private SwimEffect()
    {
    }

    public sealed record Send(IPEndPoint To, IWireMessage Message) : SwimEffect;

    /// <summary>A row of bucket <see cref="RememberedPeer.Bucket"/>.</summary>
    public sealed record Remember(StoreWrite Row) : SwimEffect;

    public sealed record Raise(MembershipEvent Event) : SwimEffect;

    public sealed record ViewChanged(MembershipView View) : SwimEffect;
}
