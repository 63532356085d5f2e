namespace MeshNet.Protocol.Membership;

/// <summary>
/// Whom to probe next: in turn one from a shuffled round through all members (SWIM's bound on the longest time between two probes of
/// a member by this node) and one of this node's successors in the ring of ids (a short bound on the time between two probes by anyone).
/// </summary>
internal sealed class ProbeSchedule(SwimContext context)
{
    private readonly List<NodeId> _round = [];
    private bool _ringIsNext;
    private int _ringStep;

    public Member? Next()
    {
        IReadOnlyList<Member> reachable = context.Table.Reachable;
        if (reachable.Count == 0)
        {
            return null;
        }

        _ringIsNext = !_ringIsNext;
        return _ringIsNext && context.Options.RingSuccessors > 0 ? NextInRing(reachable) : NextInRound(reachable);
    }

    private Member NextInRing(IReadOnlyList<Member> reachable)
    {
        _ringStep = (_ringStep + 1) % Math.Min(context.Options.RingSuccessors, reachable.Count);
        return reachable[(IndexBehindSelf(reachable) + _ringStep) % reachable.Count];
    }

    /// <summary>The first member whose id is above this node's; the list is in the order of ids and without this node.</summary>
    private int IndexBehindSelf(IReadOnlyList<Member> reachable)
    {
        int low = 0;
        int high = reachable.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (reachable[middle].Id > context.Identity.Id)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private Member NextInRound(IReadOnlyList<Member> reachable)
    {
        while (true)
        {
            if (_round.Count == 0)
            {
                _round.AddRange(reachable.Select(member => member.Id));
                context.Random.Shuffle(_round);
            }

            NodeId id = _round[^1];
            _round.RemoveAt(_round.Count - 1);
            if (context.Table.TryGet(id, out MemberEntry entry) && entry.IsReachable)
            {
                return entry.Member;
            }
        }
    }
}
