namespace MeshNet.Protocol.Membership;

/// <summary>Probes for others: passes the answer back, and says in time when there is none yet (Lifeguard's nack).</summary>
internal sealed class ProbeRelay(SwimContext context, NewsSpreader news)
{
    private const int RelaysMax = 256;

    /// <summary>A nack must be back before the asker gives up, after one timeout of its own.</summary>
    private const double NackAfter = 0.8;

    private readonly SortedDictionary<uint, Relay> _relays = [];

    public TimeSpan? NextDue
    {
        get
        {
            TimeSpan? due = null;
            foreach (Relay relay in _relays.Values)
            {
                TimeSpan next = relay.Nacked ? relay.ExpiresAt : relay.NackAt;
                due = due is null || next < due ? next : due;
            }

            return due;
        }
    }

    public void Ask(IPEndPoint asker, ProbeRequest request)
    {
        if (_relays.Count >= RelaysMax)
        {
            return;
        }

        TimeSpan timeout = context.Options.ProbeTimeout;
        uint sequence = context.NextSequence();
        _relays[sequence] = new Relay(
            asker, request.Sequence, request.Target, context.Now + (timeout * NackAfter), context.Now + (timeout * 4), Nacked: false);
        List<MemberClaim> claims = news.Piggyback(news.BuddyClaim(request.Target));
        context.Send(request.Address, new Probe(sequence, request.Target, context.Table.Hash, Introduces: false, claims));
    }

    public void Answered(NodeId from, uint sequence)
    {
        if (_relays.TryGetValue(sequence, out Relay? relay) && relay.Target == from)
        {
            _relays.Remove(sequence);
            context.Send(relay.Asker, new ProbeAck(relay.AskerSequence, news.Piggyback([])));
        }
    }

    public void Advance()
    {
        if (_relays.Count == 0)
        {
            return;
        }

        List<KeyValuePair<uint, Relay>> due =
            [.. _relays.Where(relay => context.Now >= (relay.Value.Nacked ? relay.Value.ExpiresAt : relay.Value.NackAt))];
        foreach ((uint sequence, Relay relay) in due)
        {
            if (relay.Nacked)
            {
                _relays.Remove(sequence);
            }
            else
            {
                // An answer may still come, late, and is passed on then.
                _relays[sequence] = relay with { Nacked = true };
                context.Send(relay.Asker, new ProbeNack(relay.AskerSequence));
            }
        }
    }

    private sealed record Relay(
        IPEndPoint Asker, uint AskerSequence, NodeId Target, TimeSpan NackAt, TimeSpan ExpiresAt, bool Nacked);
}
