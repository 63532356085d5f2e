using System.Collections.Concurrent;
using System.Diagnostics;

namespace MeshNet.Simulation.Runs;

/// <summary>The histories that are being played. One that does not end is named, while it lasts: the simulated time of a loop stands still.</summary>
internal sealed class UnderWay : IDisposable
{
    /// <summary>Of real time: 30 times what a history of 50 hosts takes on a slow machine.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<ulong, long> _started = [];
    private readonly Timer _timer;

    /// <param name="late">Told of each seed that has been under way for so long, every three minutes.</param>
    public UnderWay(Action<ulong, TimeSpan> late)
    {
        _timer = new Timer(
            _ =>
            {
                foreach ((ulong seed, long started) in _started)
                {
                    if (Stopwatch.GetElapsedTime(started) is var time && time >= Long)
                    {
                        late(seed, time);
                    }
                }
            },
            null,
            Long,
            Long);
    }

    public void Begin(ulong seed) => _started[seed] = Stopwatch.GetTimestamp();

    public void End(ulong seed) => _started.TryRemove(seed, out _);

    public void Dispose() => _timer.Dispose();
}
