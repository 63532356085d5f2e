using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace MeshNet.Deterministic;

/// <summary>Something that is to be done at a moment of virtual time, once or again and again.</summary>
internal sealed class LoopTimer(
    LoopDispatcher? owner, TimeSpan due, Action deed, TimeSpan? interval = null, ICancelable? cancelable = null)
{
    private bool _isCancelled;

    /// <summary>Null for what belongs to no system.</summary>
    public LoopDispatcher? Owner => owner;

    public TimeSpan Due { get; set; } = due;

    public TimeSpan FiredAt { get; set; }

    public TimeSpan? Interval => interval;

    public bool IsCancelled => _isCancelled || cancelable is { IsCancellationRequested: true };

    public void Cancel() => _isCancelled = true;

    public void Fire()
    {
        if (!IsCancelled)
        {
            deed();
        }
    }
}

/// <summary>A loop's timers, by (moment, order of arming).</summary>
internal sealed class TimerHeap
{
    private const int SweptMin = 1024;

    private readonly PriorityQueue<LoopTimer, (TimeSpan Due, long Sequence)> _timers = new();
    private long _sequence;
    private int _sweptAt = SweptMin;

    public int Count => _timers.Count;

    public void Add(LoopTimer timer)
    {
        // Nobody says when a timer is called off, and some are armed and called off all day long: they must not pile up until they are due.
        if (_timers.Count >= _sweptAt)
        {
            Keep(static one => !one.IsCancelled);
            _sweptAt = Math.Max(SweptMin, _timers.Count * 2);
        }

        _timers.Enqueue(timer, (timer.Due, _sequence++));
    }

    /// <summary>The next timer that is due by <paramref name="limit"/>; one that repeats is armed anew at once.</summary>
    public bool TryPopDue(TimeSpan limit, [NotNullWhen(true)] out LoopTimer? timer)
    {
        while (_timers.TryPeek(out timer, out (TimeSpan Due, long Sequence) key) && (timer.IsCancelled || key.Due <= limit))
        {
            _timers.Dequeue();
            if (timer.IsCancelled)
            {
                continue;
            }

            timer.FiredAt = timer.Due;
            if (timer.Interval is { } interval)
            {
                timer.Due += interval;
                _timers.Enqueue(timer, (timer.Due, _sequence++));
            }

            return true;
        }

        return false;
    }

    public void RemoveAll(LoopDispatcher owner) => Keep(one => one.Owner != owner && !one.IsCancelled);

    private void Keep(Predicate<LoopTimer> predicate)
    {
        (LoopTimer, (TimeSpan, long))[] kept = [.. _timers.UnorderedItems.Where(item => predicate(item.Element))];
        _timers.Clear();
        _timers.EnqueueRange(kept);
    }
}
