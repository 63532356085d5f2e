using MeshNet.Protocol.Random;

namespace MeshNet.Simulation.Faults;

/// <summary>
/// Which faults a run has. Each seed has some of them and not others (swarm testing, Groce et al. 2012): a run with all of them at once
/// reaches fewer places than many runs with a few each.
/// </summary>
internal sealed record Menu(
    bool Loss,
    bool Doubles,
    bool Corruption,
    bool Reordering,
    bool Partitions,
    bool OneWayCuts,
    bool Clogging,
    bool DaemonCrashes,
    bool CrashesInCommit,
    bool PowerCuts,
    bool Pauses,
    bool ClockJumps,
    bool EngineCrashes,
    bool LostReplies,
    bool KernelDamage,
    bool FullDisks,
    bool MirrorFailures,
    bool SlowEngines,
    bool LateCalls,
    bool Leaving,
    bool Removals,
    bool LateJoins,
    bool SplitVotes,
    bool Rollbacks)
{
    public static readonly Menu Nothing = new(
        false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false);

    public static Menu Draw(SplitMix64 random)
    {
        bool Some() => random.Next(3) == 0;
        Menu menu = new(
            Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(), Some(),
            Some(), Some(), Some(), Some(), Some(), Some(), Rollbacks: false);
        return random.Next(12) == 0 ? menu.WithRollbacks() : menu;
    }

    /// <summary>
    /// Disks that come back older than they were. A node whose disk did is found out by what others hold of its log, which is no
    /// promise while it is cut off from them (R9).
    /// </summary>
    public Menu WithRollbacks() => this with
    {
        Rollbacks = true,
        DaemonCrashes = true,
        Loss = false,
        Partitions = false,
        OneWayCuts = false,
        Clogging = false,
        Leaving = false,
        Removals = false,
        LateJoins = false,
        SplitVotes = false,
        Pauses = false,
        FullDisks = false,
    };

    public override string ToString() => string.Join(
        ' ',
        typeof(Menu).GetProperties().Where(property => property.GetValue(this) is true).Select(property => property.Name));
}
