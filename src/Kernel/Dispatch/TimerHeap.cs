using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Virtual time's timers, by (due, order of arming). Not thread safe.</summary>
internal sealed class TimerHeap
{
    private const int CompactAbove = 1024;

    private readonly PriorityQueue<Entry, (long Due, long Sequence)> _entries = new();
    private long _sequence;
    private int _cancelled;

    public int Count => _entries.Count - _cancelled;

    public Entry Add(object? owner, TimeSpan due, TimeSpan? interval, Action action)
    {
        var entry = new Entry(this, owner, interval, action) { Due = due };
        _entries.Enqueue(entry, (due.Ticks, _sequence++));
        return entry;
    }

    /// <summary>The next entry that is due by <paramref name="limit"/>; one that repeats is armed anew at once.</summary>
    public bool TryPopDue(TimeSpan limit, out Entry entry)
    {
        while (_entries.TryPeek(out entry!, out var key))
        {
            if (!entry.IsCancellationRequested && key.Due > limit.Ticks) return false;
            _entries.Dequeue();
            if (entry.IsCancellationRequested)
            {
                _cancelled--;
                continue;
            }

            entry.FiredAt = entry.Due;
            if (entry.Interval is not { } interval)
            {
                entry.IsQueued = false;
                return true;
            }

            entry.Due += interval;
            _entries.Enqueue(entry, (entry.Due.Ticks, _sequence++));
            return true;
        }

        return false;
    }

    /// <summary>When the next one is due, or null.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            while (_entries.TryPeek(out var entry, out _))
            {
                if (!entry.IsCancellationRequested) return entry.Due;
                _entries.Dequeue();
                _cancelled--;
            }

            return null;
        }
    }

    public void RemoveAll(object owner) => Rebuild(entry => !ReferenceEquals(entry.Owner, owner) && !entry.IsCancellationRequested);

    private void NoteCancelled(Entry entry)
    {
        if (!entry.IsQueued) return;
        _cancelled++;

        // Timers that are armed and called off all day long (every Ask has one) must not pile up until they would have been due.
        if (_cancelled > CompactAbove && _cancelled > _entries.Count / 2) Rebuild(static one => !one.IsCancellationRequested);
    }

    private void Rebuild(Func<Entry, bool> keep)
    {
        var kept = _entries.UnorderedItems.Where(item => keep(item.Element)).ToArray();
        foreach (var (entry, _) in _entries.UnorderedItems) entry.IsQueued = keep(entry);
        _entries.Clear();
        _entries.EnqueueRange(kept);
        _cancelled = 0;
    }

    internal sealed class Entry(TimerHeap heap, object? owner, TimeSpan? interval, Action action) : CancelableBase
    {
        private Action? _action = action;

        public object? Owner { get; } = owner;

        public TimeSpan? Interval { get; } = interval;

        public TimeSpan Due { get; set; }

        public TimeSpan FiredAt { get; set; }

        public bool IsQueued { get; set; } = true;

        public void Fire() => _action?.Invoke();

        public override void CancelAfter(TimeSpan delay) => heap.Add(Owner, heap.Now() + delay, null, Cancel);

        private protected override void OnCancel()
        {
            _action = null;
            heap.NoteCancelled(this);
        }
    }

    /// <summary>The virtual clock that these timers belong to.</summary>
    public required Func<TimeSpan> Now { get; init; }
}
