using MeshNet.Simulation.Runs;

namespace MeshNet.Simulation.Faults;

/// <summary>
/// Two operators who cannot see each other remove a host of the other's side at the same time (R19). Either the hosts fall in two halves, or
/// one host votes for both, dying in between while it hears of nobody who knows what it voted before.
/// </summary>
internal sealed class SplitVote(World world, Workload workload, SplitMix64 random)
{
    /// <summary>How long it takes until all take those whom they cannot see for dead.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Between two neighbours that are a millisecond apart: a vote for a removal has been accepted, and the decision has not come back.
    /// </summary>
    private static readonly TimeSpan BetweenVoteAndDecision = TimeSpan.FromMicroseconds(3500);

    private bool _isBegun;

    /// <summary>Begins when everybody is there.</summary>
    public void Act()
    {
        if (!_isBegun && world.Hosts.All(host => host.IsUp && host.IsKnown))
        {
            _isBegun = true;
            Host[] hosts = [.. world.Hosts];
            random.Shuffle(hosts);
            if (hosts.Length % 2 == 0 || hosts.Length < 3)
            {
                Halves(hosts);
            }
            else
            {
                Duel(hosts);
            }
        }
    }

    private void Halves(Host[] hosts)
    {
        Host[] one = hosts[..(hosts.Length / 2)];
        Host[] other = hosts[(hosts.Length / 2)..];
        Cut(one, other);
        After(Apart, () =>
        {
            workload.Remove(one[0], other[0]);
            workload.Remove(other[^1], one[^1]);
            (one[^1].IsCondemned, other[0].IsCondemned) = (true, true);
        });
        After(Apart * 2, world.Underlay.HealCuts);
    }

    /// <summary>The voters between the two see both; they die right after the first vote, and then see only the second.</summary>
    private void Duel(Host[] hosts)
    {
        Host first = hosts[0];
        Host second = hosts[1];
        Host[] between = hosts[2..];
        (first.IsCondemned, second.IsCondemned) = (true, true);
        Cut([first], [second]);
        After(Apart, () => workload.Remove(first, second));
        After(Apart + BetweenVoteAndDecision, () =>
        {
            Cut([first], between);
            Array.ForEach(between, host => host.Crash());
        });
        After(Apart + TimeSpan.FromMilliseconds(500), () => Array.ForEach(between, host => host.Start()));
        After(Apart + TimeSpan.FromMilliseconds(1500), () => workload.Remove(second, first));
        After(Apart * 2, world.Underlay.HealCuts);
    }

    private void Cut(Host[] these, Host[] those)
    {
        foreach (Host one in these)
        {
            foreach (Host other in those)
            {
                world.Underlay.Cut(one.Index, other.Index);
                world.Underlay.Cut(other.Index, one.Index);
            }
        }
    }

    private void After(TimeSpan delay, Action step) => world.Loop.Schedule(delay, step);
}
