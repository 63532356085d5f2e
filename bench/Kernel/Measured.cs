using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace MeshNet.Kernel.Benchmarks;

/// <summary>
/// Prints the median and the best of some runs of one measurement, and what a message costs in processor time: on a machine with other work
/// the last figure is the one to compare.
/// </summary>
internal static class Measured
{
    private const int Runs = 5;

    public static ActorSystem QuietSystem() =>
        ActorSystem.Create("bench", ActorSystemSetup.Create(new LoggingSetup(LogLevel.WarningLevel, ConsoleLogSink.Instance)));

    public static async Task Report(string what, long messages, Func<Task> run)
    {
        await run();
        var rates = new List<double>();
        var allocated = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await run();
            rates.Add(messages / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        rates.Sort();
        var bytes = (double)(GC.GetTotalAllocatedBytes() - allocated) / (messages * Runs);
        var nanoseconds = (Environment.CpuUsage.TotalTime - processor).TotalNanoseconds / (messages * Runs);
        Print(what, rates[Runs / 2], rates[^1], nanoseconds, bytes);
    }

    public static void Print(string what, double median, double best, double nanoseconds, double bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-48} {median / 1e6,7:F2} M/s median {best / 1e6,7:F2} M/s best {nanoseconds,7:F0} ns CPU {bytes,6:F0} B each"));
}
