namespace MeshNet.Protocol.Membership;

/// <summary>The arithmetic of suspicion (Lifeguard, Dadgar et al. 2018, section IV-B).</summary>
public static class SuspicionTimeout
{
    /// <summary>
    /// The shortest time that a suspect has to refute, in a cluster of so many members. It grows with the logarithm because the suspicion,
    /// the refutation and the confirmations travel by gossip.
    /// </summary>
    public static TimeSpan Shortest(SwimOptions options, int members) =>
        options.ProbeInterval * (options.SuspicionMultiplier * Math.Max(1, Math.Log10(Math.Max(1, members)) / 2));

    /// <summary>
    /// The whole length of a suspicion that so many independent accusers beyond the first have confirmed: the longest without any,
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
