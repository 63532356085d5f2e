using System.Diagnostics;

namespace MeshNet.Simulation.Scenarios;

/// <summary>What a part of a scenario costs the machine that plays it.</summary>
internal sealed class Cost
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public string Describe()
    {
        using Process self = Process.GetCurrentProcess();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_clock.Elapsed.TotalSeconds:F1} s of real time, {self.TotalProcessorTime.TotalSeconds:F1} s of processors, "
            + $"{GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} MB live, {self.PeakWorkingSet64 / 1e6:F0} MB at most");
    }
}
