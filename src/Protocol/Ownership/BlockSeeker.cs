using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Ownership;

/// <summary>
/// Gets blocks from other owners when ours are not enough. At most one request per space is outstanding; every reachable owner is asked before
/// exhaustion is reported, and the report names those who could not be reached (R5).
/// </summary>
public sealed class BlockSeeker
{
    private readonly MeshSettings _settings;
    private readonly BlockLedger _ledger;
    private readonly OwnerMap _owners;
    private readonly ReplicaSet _replicas;
    private readonly Outbox _outbox;
    private readonly Func<NodeId, string> _nameOf;
    private readonly SortedDictionary<SpaceId, LinkedList<Want>> _waiting = [];
    private readonly SortedDictionary<SpaceId, Ask> _asks = [];
    private ulong _lastAskId;

    public BlockSeeker(
        MeshSettings settings,
        uint epoch,
        TimeSpan now,
        BlockLedger ledger,
        OwnerMap owners,
        ReplicaSet replicas,
        Outbox outbox,
        Func<NodeId, string> nameOf)
    {
        _settings = settings;
        _ledger = ledger;
        _owners = owners;
        _replicas = replicas;
        _outbox = outbox;
        _nameOf = nameOf;
        // Unlike all of earlier starts, and of an earlier brain of this start.
        _lastAskId = ((ulong)epoch << 40) + (ulong)now.TotalMilliseconds;
    }

    public IReadOnlyList<NodeId> Peers { get; set; } = [];

    public bool IsSeeking(SpaceId space) => _waiting.ContainsKey(space);

    /// <summary>
    /// Makes sure that the wanted block, or one of the prefix length, is ours and free, then calls <paramref name="done"/> with null;
    /// the caller uses it in that very call. Otherwise with the reason.
    /// </summary>
    public void Acquire(SpaceId space, Block? wanted, byte prefixLength, TimeSpan now, Action<string?> done)
    {
        if (!_waiting.TryGetValue(space, out LinkedList<Want>? queue))
        {
            _waiting[space] = queue = [];
        }

        queue.AddLast(new Want(wanted, prefixLength, now + _settings.RequestTimeout, done));
        Proceed(space, now);
    }

    /// <summary>The donor's refusal; a grant comes as a record of its log instead.</summary>
    public void Receive(NodeId from, BlockAnswer answer, TimeSpan now)
    {
        if (!answer.Granted && _asks.TryGetValue(answer.Space, out Ask? ask) && ask.Donor == from && ask.Id == answer.AskId)
        {
            _asks.Remove(answer.Space);
            ask.Want.Refusals.Add(answer.Refusal);
            Proceed(answer.Space, now);
        }
    }

    /// <summary>A grant in this space has become ours.</summary>
    public void Granted(GrantRecord grant, TimeSpan now)
    {
        if (_asks.TryGetValue(grant.Space, out Ask? ask) && ask.Id == grant.AskId)
        {
            ask.Want.Asked.Remove(ask.Donor);
            _asks.Remove(grant.Space);
        }

        Proceed(grant.Space, now);
    }

    public void Tick(TimeSpan now)
    {
        foreach (SpaceId space in _waiting.Keys.ToArray())
        {
            if (_asks.TryGetValue(space, out Ask? ask) && now >= ask.Due)
            {
                if (ask.Repeated || !Peers.Contains(ask.Donor))
                {
                    ask.Want.Silent.Add(ask.Donor);
                    _asks.Remove(space);
                }
                else
                {
                    SendAsk(space, ask with { Due = now + _settings.AskTimeout, Repeated = true });
                }
            }

            Proceed(space, now);
        }
    }

    private void Proceed(SpaceId space, TimeSpan now)
    {
        while (_waiting.TryGetValue(space, out LinkedList<Want>? queue) && queue.First is { Value: Want want })
        {
            if (IsSatisfied(space, want))
            {
                Finish(space, queue, want, null);
            }
            else if (now >= want.Deadline || (!_asks.ContainsKey(space) && !AskNext(space, want, now)))
            {
                Finish(space, queue, want, Reason(space, want));
            }
            else
            {
                return;
            }
        }
    }

    private void Finish(SpaceId space, LinkedList<Want> queue, Want want, string? reason)
    {
        queue.Remove(want);
        if (queue.Count == 0)
        {
            _waiting.Remove(space);
        }

        if (_asks.TryGetValue(space, out Ask? ask) && ask.Want == want)
        {
            _asks.Remove(space);
        }

        want.Done(reason);
    }

    private bool IsSatisfied(SpaceId space, Want want)
    {
        FreeSpace free = _ledger.Space(space);
        return want.Wanted is { } block ? free.IsFree(block) : free.FindFree(want.PrefixLength) is not null;
    }

    /// <summary>Asks the next owner that may have what is wanted; false when there is none left.</summary>
    private bool AskNext(SpaceId space, Want want, TimeSpan now)
    {
        if (want.Wanted is not null && want.Refusals.Count > 0)
        {
            return false;
        }

        foreach (NodeId donor in Donors(space, want))
        {
            if (Peers.Contains(donor) && want.Asked.Add(donor))
            {
                SendAsk(space, new Ask(++_lastAskId, donor, want, now + _settings.AskTimeout, Repeated: false));
                return true;
            }
        }

        return false;
    }

    private IEnumerable<NodeId> Donors(SpaceId space, Want want)
    {
        IEnumerable<NodeId> owners = want.Wanted is { } block
            ? _owners.Claims(space).Where(claim => claim.Block.Overlaps(block)).Select(claim => claim.Owner).Distinct()
            : _owners.OwnersBySize(space);
        return owners.Where(owner => owner != _replicas.Own.Owner);
    }

    private void SendAsk(SpaceId space, Ask ask)
    {
        _asks[space] = ask;
        Block? wanted = ask.Want.Wanted is { } block ? PartOwnedBy(space, ask.Donor, block) : null;
        LogVersion known = _replicas.Watermark(ask.Donor);
        _outbox.Send(ask.Donor, new BlockAsk(space, ask.Id, wanted, ask.Want.PrefixLength, known));
    }

    /// <summary>A wanted block may have several owners: each is asked for its part.</summary>
    private Block PartOwnedBy(SpaceId space, NodeId donor, Block wanted)
    {
        foreach ((Block block, NodeId owner, _) in _owners.Claims(space))
        {
            if (owner == donor && block.Overlaps(wanted))
            {
                return block.Contains(wanted) ? wanted : block;
            }
        }

        return wanted;
    }

    private string Reason(SpaceId space, Want want)
    {
        if (want.Wanted is not null && want.Refusals.Count > 0)
        {
            return want.Refusals[0];
        }

        string[] unreachable =
        [
            .. Donors(space, want).Where(donor => !Peers.Contains(donor) || want.Silent.Contains(donor)).Select(_nameOf),
        ];
        string what = want.Wanted is { } block ? Text(block) : "a free one";
        string who = unreachable.Length > 0
            ? $"{string.Join(", ", unreachable)} may have {what} but cannot be reached"
            : "every owner was asked and has none";
        return want.Wanted is not null && unreachable.Length == 0 ? $"nobody is known to own {what}" : who;
    }

    private static string Text(Block block) => block.PrefixLength == 32 ? Ipv4.ToText(block.Start) : block.ToString();

    /// <summary>One waiting request.</summary>
    private sealed record Want(Block? Wanted, byte PrefixLength, TimeSpan Deadline, Action<string?> Done)
    {
        public HashSet<NodeId> Asked { get; } = [];

        public HashSet<NodeId> Silent { get; } = [];

        public List<string> Refusals { get; } = [];
    }

    private sealed record Ask(ulong Id, NodeId Donor, Want Want, TimeSpan Due, bool Repeated);
}
