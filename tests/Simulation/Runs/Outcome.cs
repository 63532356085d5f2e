using MeshNet.Simulation.Faults;

namespace MeshNet.Simulation.Runs;

/// <summary>What came of one history.</summary>
/// <param name="Violation">What was violated first, or null.</param>
/// <param name="Hash">Of all that happened, in its order: equal on every run and machine.</param>
/// <param name="Containers">How many ran at some time.</param>
internal sealed record Outcome(
    ulong Seed, Menu Menu, Violation? Violation, TimeSpan VirtualTime, ulong Hash, int Containers, long Packets, int InFlightMax)
{
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {Seed} hash {Hash:x16}: {Violation?.Summary ?? "no violation"}; {VirtualTime.TotalSeconds:F0} s, {Containers} containers, "
        + $"{Packets} packets, at most {InFlightMax} on their way; faults: {Menu}");
}
