namespace MeshNet.Protocol.Membership;

/// <summary>All members, this node included, with the indexes that the rest of membership asks for. Holds no rules.</summary>
internal sealed class MemberTable
{
    private readonly SortedDictionary<NodeId, MemberEntry> _entries = [];
    private readonly SortedSet<NodeId> _removed = [];
    // Looked up only, never iterated, so its order cannot matter.
    private readonly Dictionary<IPEndPoint, SortedSet<NodeId>> _atAddress = [];
    private List<Member>? _reachable;
    private List<Member>? _lost;

    public MemberTable(Member self)
    {
        Self = self;
        View = new MembershipView(self.Id, ImmutableSortedDictionary<NodeId, Member>.Empty);
        Put(self, remembered: false, TimeSpan.Zero);
    }

    public Member Self { get; private set; }

    public MembershipView View { get; private set; }

    /// <summary>Equal tables have equal hashes: see <see cref="TableHash"/>.</summary>
    public ulong Hash { get; private set; }

    public TimeSpan ChangedAt { get; private set; }

    public int Count => _entries.Count;

    public IEnumerable<MemberEntry> Entries => _entries.Values;

    /// <summary>Alive or suspect, without this node, in the order of ids.</summary>
    public IReadOnlyList<Member> Reachable => _reachable ??= Select(entry => entry.IsReachable);

    /// <summary>Dead or not yet heard of, in the order of ids.</summary>
    public IReadOnlyList<Member> Lost => _lost ??= Select(entry => entry.IsLost);

    /// <summary>The size that timeouts and retransmissions are computed from.</summary>
    public int ReachableCount => Reachable.Count + 1;

    public bool TryGet(NodeId id, out MemberEntry entry) => _entries.TryGetValue(id, out entry!);

    public bool IsReachable(NodeId id) => TryGet(id, out MemberEntry entry) && entry.IsReachable;

    public bool IsRemoved(NodeId id) => _removed.Contains(id);

    public void Put(Member member, bool remembered, TimeSpan now)
    {
        if (_entries.TryGetValue(member.Id, out MemberEntry? former))
        {
            Hash -= TableHash.Of(former.Member);
            if (!former.Member.Address.Equals(member.Address))
            {
                ReleaseAddress(former.Member);
                View = View with { Displaced = View.Displaced.Remove(member.Id) };
            }
        }

        _entries[member.Id] = new MemberEntry(member, remembered);
        if (!_atAddress.TryGetValue(member.Address, out SortedSet<NodeId>? ids))
        {
            _atAddress[member.Address] = ids = [];
        }

        ids.Add(member.Id);
        Hash += TableHash.Of(member);
        if (member.Id == Self.Id)
        {
            Self = member;
        }

        View = View with { Members = View.Members.SetItem(member.Id, member) };
        Touch(now);
    }

    /// <summary>Takes a member out for ever.</summary>
    public void Remove(NodeId id, TimeSpan now)
    {
        _removed.Add(id);
        if (_entries.Remove(id, out MemberEntry? former))
        {
            Hash -= TableHash.Of(former.Member);
            ReleaseAddress(former.Member);
            View = View with { Members = View.Members.Remove(id), Displaced = View.Displaced.Remove(id) };
            Touch(now);
        }
    }

    /// <summary>True when the table has another member at the same address that is not known to have lost it.</summary>
    public bool IsContested(Member holder) =>
        View.Displaced.Contains(holder.Id) || _atAddress[holder.Address].Any(id => id != holder.Id && !View.Displaced.Contains(id));

    /// <summary>
    /// The holder has proved that it answers at its address. Every other member with that address in the table is displaced.
    /// </summary>
    /// <returns>The newly displaced.</returns>
    public List<Member> Displace(Member holder, TimeSpan now)
    {
        List<Member> displaced = [.. _atAddress[holder.Address]
            .Where(id => id != holder.Id && !View.Displaced.Contains(id))
            .Select(id => _entries[id].Member)];
        View = View with { Displaced = View.Displaced.Remove(holder.Id).Union(displaced.ConvertAll(member => member.Id)) };
        Touch(now);
        return displaced;
    }

    private void ReleaseAddress(Member member)
    {
        SortedSet<NodeId> ids = _atAddress[member.Address];
        ids.Remove(member.Id);
        if (ids.Count == 0)
        {
            _atAddress.Remove(member.Address);
        }
    }

    private void Touch(TimeSpan now)
    {
        ChangedAt = now;
        _reachable = null;
        _lost = null;
    }

    private List<Member> Select(Predicate<MemberEntry> wanted)
    {
        List<Member> members = [];
        foreach (MemberEntry entry in _entries.Values)
        {
            if (entry.Id != Self.Id && wanted(entry))
            {
                members.Add(entry.Member);
            }
        }

        return members;
    }
}

/// <summary>One row of the member table. <paramref name="Remembered"/>: known from a disk only, not heard of since this node's start.</summary>
internal sealed record MemberEntry(Member Member, bool Remembered)
{
    public NodeId Id => Member.Id;

    public bool IsReachable => Member.Status is MemberStatus.Alive or MemberStatus.Suspect;

    /// <summary>Worth asking whether it is back: it never said goodbye.</summary>
    public bool IsLost => Member.Status == MemberStatus.Dead;

    public MemberClaim ToClaim(NodeId accuser = default) => new(Member, accuser, Remembered);
}
