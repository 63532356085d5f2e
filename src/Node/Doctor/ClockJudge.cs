namespace MeshNet.Node.Doctor;

/// <summary>
/// Judges this host's clock, by itself and against those of the others. In a mesh only monotonic time decides anything, so that no
/// clock is ever a fault; but logs of hosts whose clocks differ are hard to compare.
/// </summary>
public static class ClockJudge
{
    /// <summary>Synchronized hosts differ by milliseconds; less than this may come from a slow answer.</summary>
    public const int AheadMillisecondsMax = 1000;

    private const string Mend = "timedatectl set-ntp true; with chrony: chronyc makestep";

    /// <param name="isSynchronized">What the kernel says about this host's clock.</param>
    /// <param name="peers">Those that were asked.</param>
    public static Diagnosis Judge(bool isSynchronized, ImmutableArray<PeerPath> peers)
    {
        int compared = peers.Count(peer => peer.Ways?.ClockAheadMilliseconds is not null);
        string seen = compared == 0 ? "synchronized" : $"synchronized, and within {AheadMillisecondsMax / 1000} s of the clocks of {compared} other hosts";
        return new("clock", seen, [.. Own(isSynchronized), .. peers.SelectMany(Against)]);
    }

    private static IEnumerable<Finding> Own(bool isSynchronized)
    {
        if (!isSynchronized)
        {
            yield return new(
                "the clock is not synchronized; the mesh does not depend on it, but the hosts' logs are hard to compare",
                Mend,
                IsHarmless: true);
        }
    }

    private static IEnumerable<Finding> Against(PeerPath peer)
    {
        if (peer.Ways is { ClockAheadMilliseconds: { } ahead, ClockUncertaintyMilliseconds: { } uncertainty }
            && Math.Abs(ahead) - uncertainty > AheadMillisecondsMax)
        {
            string seconds = (Math.Abs(ahead) / 1000.0).ToString("0.0", CultureInfo.InvariantCulture);
            yield return new(
                $"the clock of {peer.Name} is {seconds} s {(ahead > 0 ? "ahead of" : "behind")} this host's; "
                    + "the mesh does not depend on it, but their logs are hard to compare",
                $"on the host whose clock is wrong (check with 'date'): {Mend}",
                IsHarmless: true);
        }
    }
}
