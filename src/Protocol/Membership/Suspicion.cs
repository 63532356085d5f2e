namespace MeshNet.Protocol.Membership;

/// <summary>One member under suspicion: who accuses it, and when it counts as dead unless it refutes.</summary>
internal sealed class Suspicion
{
    private TimeSpan _startedAt;
    private readonly TimeSpan _shortest;
    private readonly TimeSpan _longest;
    private readonly int _needed;
    private readonly double _stretch;
    private readonly TimeSpan _inquiryInterval;
    private readonly SortedSet<NodeId> _accusers = [];
    private int _inquiriesLeft;

    /// <param name="stretch">
    /// At least 1. Those who only heard of the suspicion wait a little longer than the one who raised it, so that a death is
    /// declared once and not by everyone in the same millisecond.
    /// </param>
    public Suspicion(SwimOptions options, int members, TimeSpan now, NodeId accuser, double stretch)
    {
        _startedAt = now;
        _stretch = stretch;
        _shortest = SuspicionTimeout.Shortest(options, members);
        _longest = _shortest * options.SuspicionMaxMultiplier;
        // The suspect and the first accuser cannot confirm; if nobody is left who could, there is nothing to wait for.
        _needed = Math.Min(options.SuspicionConfirmations, Math.Max(0, members - 2));
        _accusers.Add(accuser);
        Deadline = ComputeDeadline();
        _inquiriesLeft = options.SuspicionInquiries;
        _inquiryInterval = _shortest / (options.SuspicionInquiries + 1);
        NextInquiry = _inquiriesLeft > 0 ? now + _inquiryInterval : null;
    }

    /// <summary>When the suspect counts as dead.</summary>
    public TimeSpan Deadline { get; private set; }

    /// <summary>When this node asks the suspect itself; null when it has asked often enough.</summary>
    public TimeSpan? NextInquiry { get; private set; }

    public TimeSpan NextDue => NextInquiry < Deadline ? NextInquiry.Value : Deadline;

    public void Inquired(TimeSpan now) => NextInquiry = --_inquiriesLeft > 0 ? now + _inquiryInterval : null;

    /// <summary>False when this accuser is known, or enough others are: the news need not be passed on.</summary>
    public bool Confirm(NodeId accuser)
    {
        if (_accusers.Count > _needed || !_accusers.Add(accuser))
        {
            return false;
        }

        Deadline = ComputeDeadline();
        return true;
    }

    public void Postpone(TimeSpan by)
    {
        _startedAt += by;
        Deadline = ComputeDeadline();
    }

    private TimeSpan ComputeDeadline() =>
        _startedAt + (SuspicionTimeout.Length(_shortest, _longest, _accusers.Count - 1, _needed) * _stretch);
}

/// <summary>The arithmetic of suspicion (Lifeguard, Dadgar et al. 2018, section IV-B).</summary>
public static class SuspicionTimeout
{
    /// <summary>
    /// The shortest time that a suspect has to refute, in a cluster of this many members. It grows with the logarithm because the suspicion,
    /// the refutation and the confirmations travel by gossip.
    /// </summary>
    public static TimeSpan Shortest(SwimOptions options, int members) =>
        options.ProbeInterval * (options.SuspicionMultiplier * Math.Max(1, Math.Log10(Math.Max(1, members)) / 2));

    /// <summary>
    /// The total length of a suspicion that this many independent accusers beyond the first have confirmed: the longest with none,
    /// falling with the logarithm of their number to the shortest at <paramref name="needed"/>.
    /// </summary>
    public static TimeSpan Length(TimeSpan shortest, TimeSpan longest, int confirmed, int needed)
    {
        if (confirmed >= needed)
        {
            return shortest;
        }

        double fallen = Math.Log(confirmed + 1) / Math.Log(needed + 1);
        TimeSpan length = longest - ((longest - shortest) * fallen);
        return length > shortest ? length : shortest;
    }
}
