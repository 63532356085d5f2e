namespace MeshNet.Simulation.Runs;

/// <summary>The sum of many histories.</summary>
internal sealed class Tally
{
    public int Seeds { get; private set; }

    public int Violations { get; private set; }

    public Outcome? FirstViolated { get; private set; }

    public TimeSpan Elapsed { get; set; }

    private TimeSpan VirtualTime { get; set; }

    private long Containers { get; set; }

    private long Packets { get; set; }

    public void Add(Outcome outcome)
    {
        Seeds++;
        VirtualTime += outcome.VirtualTime;
        Containers += outcome.Containers;
        Packets += outcome.Packets;
        if (outcome.Violation is not null)
        {
            Violations++;
            FirstViolated = FirstViolated is { } first && first.Seed < outcome.Seed ? first : outcome;
        }
    }

    public string Describe(ulong first, int nodes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seeds} seeds from {first}, {nodes} nodes each: {Violations} violations; {Containers} containers, {Packets} packets, "
        + $"{VirtualTime.TotalHours:F1} h of virtual time in {Elapsed.TotalSeconds:F0} s, {Seeds / Elapsed.TotalMinutes:F0} seeds per minute");
}
