using System.Diagnostics;

namespace MeshNet.Lab.Tests;

/// <summary>Waits for the outside world: polls until an observation is as wanted, and reports the last one when time is up.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The first observation that satisfies, with the time it took to appear.</summary>
    public static async Task<(T Value, TimeSpan Took)> Becomes<T>(
        string what, Func<Task<T>> observe, Func<T, bool> satisfies, TimeSpan? within = null)
    {
        TimeSpan limit = within ?? TimeSpan.FromSeconds(10);
        Stopwatch clock = Stopwatch.StartNew();
        while (true)
        {
            T? value = await observe();
            if (satisfies(value))
            {
                return (value, clock.Elapsed);
            }

            Assert.True(clock.Elapsed < limit, $"not within {limit.TotalSeconds:0.#} s: {what}; last seen: {value}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Repeats a command until it succeeds and its output satisfies.</summary>
    public static async Task<string> Prints(
        string what, Func<Task<CommandResult>> command, Func<string, bool> satisfies, TimeSpan? within = null)
    {
        (CommandResult result, _) = await Becomes(what, command, r => r.Ok && satisfies(r.Stdout), within);
        return result.Output;
    }
}
