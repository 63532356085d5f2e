namespace MeshNet.Protocol.Membership;

/// <summary>
/// Probes one member each interval: directly, then through helpers, and accuses it when neither is answered. A member that others
/// suspect is probed out of turn.
/// </summary>
internal sealed class Prober(SwimContext context, NewsSpreader news, ClaimBook book)
{
    /// <summary>Probes out of turn that may wait for answers at the same time.</summary>
    private const int InFlightMax = 64;

    private readonly ProbeSchedule _schedule = new(context);
    private readonly SortedDictionary<uint, ProbeInFlight> _inFlight = [];
    private TimeSpan _nextProbeAt;

    public long Sent { get; private set; }

    public long Failed { get; private set; }

    public TimeSpan NextDue
    {
        get
        {
            TimeSpan due = _nextProbeAt;
            foreach (ProbeInFlight probe in _inFlight.Values)
            {
                due = probe.NextDue < due ? probe.NextDue : due;
            }

            return due;
        }
    }

    /// <summary>Nodes that start together must not probe together.</summary>
    public void Start() => _nextProbeAt = context.Now + (context.Options.ProbeInterval * context.Random.NextFraction());

    public void Advance()
    {
        if (_inFlight.Count > 0)
        {
            List<KeyValuePair<uint, ProbeInFlight>> due = [.. _inFlight.Where(probe => probe.Value.NextDue <= context.Now)];
            foreach ((uint sequence, ProbeInFlight probe) in due)
            {
                Escalate(sequence, probe);
            }
        }

        if (_nextProbeAt <= context.Now)
        {
            _nextProbeAt = context.Now + context.Health.Stretch(context.Options.ProbeInterval);
            if (!context.IsLeaving && _schedule.Next() is { } target)
            {
                Probe(target);
            }
        }
    }

    /// <summary>
    /// Probes members that others have just begun to suspect. Each node does so with a probability that makes
    /// about <see cref="SwimOptions.ConfirmersExpected"/> of them do it.
    /// </summary>
    public void ProbeFreshSuspects()
    {
        if (context.FreshSuspects.Count == 0)
        {
            return;
        }

        double probability = (double)context.Options.ConfirmersExpected / context.Table.ReachableCount;
        foreach (NodeId id in context.FreshSuspects)
        {
            if (context.Table.TryGet(id, out MemberEntry entry)
                && entry.Member.Status == MemberStatus.Suspect
                && _inFlight.Count < InFlightMax
                && !context.IsLeaving
                && !_inFlight.Values.Any(probe => probe.Target == id)
                && context.Random.NextFraction() < probability)
            {
                Probe(entry.Member);
            }
        }

        context.FreshSuspects.Clear();
    }

    public void Answered(NodeId from, uint sequence)
    {
        if (_inFlight.TryGetValue(sequence, out ProbeInFlight? probe) && probe.MayAnswer(from))
        {
            _inFlight.Remove(sequence);
            context.Health.Improve();
        }
    }

    public void Nacked(NodeId from, uint sequence)
    {
        if (_inFlight.TryGetValue(sequence, out ProbeInFlight? probe))
        {
            probe.Nack(from);
        }
    }

    /// <summary>This node was not running: answers may lie unread, so nothing follows from their absence.</summary>
    public void Abandon() => _inFlight.Clear();

    private void Probe(Member target)
    {
        TimeSpan timeout = context.Health.Stretch(context.Options.ProbeTimeout);
        uint sequence = context.NextSequence();
        _inFlight[sequence] = new ProbeInFlight(target.Id, context.Now, timeout, context.Options.DirectRepeats);
        Send(sequence, target);
        Sent++;
    }

    private void Send(uint sequence, Member target)
    {
        List<MemberClaim> claims = news.Piggyback(news.BuddyClaim(target.Id));
        context.Send(target.Address, new Probe(sequence, target.Id, context.Table.Hash, Introduces: false, claims));
    }

    /// <summary>There was no direct answer: repeats the probe, asks helpers, and finally accuses.</summary>
    private void Escalate(uint sequence, ProbeInFlight probe)
    {
        if (!context.Table.TryGet(probe.Target, out MemberEntry entry) || !entry.IsReachable)
        {
            _inFlight.Remove(sequence);
            return;
        }

        if (probe.AskedHelpers && probe.FinalDeadline <= context.Now)
        {
            GiveUp(sequence, probe);
            return;
        }

        if (!probe.AskedHelpers)
        {
            AskHelpers(sequence, probe, entry.Member);
        }

        if (probe.TryRepeat())
        {
            Send(sequence, entry.Member);
        }
    }

    private void AskHelpers(uint sequence, ProbeInFlight probe, Member target)
    {
        List<Member> candidates =
            [.. context.Table.Reachable.Where(member => member.Id != target.Id && member.Status == MemberStatus.Alive)];
        probe.Ask(context.Sample(candidates, context.Options.IndirectProbes));
        foreach (Member helper in probe.Helpers)
        {
            List<MemberClaim> claims = news.Piggyback(news.BuddyClaim(helper.Id));
            context.Send(helper.Address, new ProbeRequest(sequence, target.Id, target.Address, claims));
        }
    }

    private void GiveUp(uint sequence, ProbeInFlight probe)
    {
        _inFlight.Remove(sequence);
        Failed++;
        context.Health.Worsen(probe.Helpers.Count == 0 ? 1 : probe.SilentHelpers);
        if (!context.IsLeaving)
        {
            book.Accuse(probe.Target);
        }
    }
}
