namespace MeshNet.Simulation.Faults;

/// <summary>
/// Which faults a run has. Each seed has some of them and not others (swarm testing, Groce et al. 2012): a run with all of them at once
/// reaches fewer places than many runs with a few each.
/// </summary>
internal sealed class Menu
{
    public static readonly Menu Nothing = new([]);

    /// <summary>What a run with rollbacks cannot have.</summary>
    private static readonly Fault[] AgainstRollbacks =
    [
        Fault.Loss, Fault.Partitions, Fault.OneWayCuts, Fault.Clogging, Fault.Leaving, Fault.Removals, Fault.LateJoins, Fault.SplitVotes,
        Fault.Pauses, Fault.FullDisks,
    ];

    private readonly ImmutableSortedSet<Fault> _faults;

    private Menu(ImmutableSortedSet<Fault> faults) => _faults = faults;

    public static Menu Draw(SplitMix64 random)
    {
        Menu menu = new([.. Enum.GetValues<Fault>().Where(fault => fault != Fault.Rollbacks && random.Next(3) == 0)]);
        return random.Next(12) == 0 ? menu.WithRollbacks() : menu;
    }

    public bool Has(Fault fault) => _faults.Contains(fault);

    public Menu With(params IEnumerable<Fault> faults) => new(_faults.Union(faults));

    public Menu Without(params IEnumerable<Fault> faults) => new(_faults.Except(faults));

    /// <summary>
    /// Disks that come back older than they were. A node whose disk did is found out by what others hold of its log, which is no
    /// promise while it is cut off from them (R9).
    /// </summary>
    public Menu WithRollbacks() => Without(AgainstRollbacks).With(Fault.Rollbacks, Fault.DaemonCrashes);

    public override string ToString() => string.Join(' ', _faults);
}
