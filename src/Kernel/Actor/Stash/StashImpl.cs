namespace Akka.Actor;

internal sealed class StashImpl(ActorCell cell, int capacity) : IStash
{
    private readonly List<Envelope> _stashed = [];
    private long _lastInvocation = -1;

    public int Count => _stashed.Count;

    public bool IsEmpty => _stashed.Count == 0;

    public bool NonEmpty => _stashed.Count > 0;

    public bool IsFull => capacity >= 0 && _stashed.Count >= capacity;

    public int Capacity => capacity;

    public void Stash()
    {
        var envelope = cell.CurrentEnvelope;
        if (envelope.Message is null) throw new IllegalActorStateException($"{cell.Self} has no message in hand to stash.");
        if (_lastInvocation == cell.InvocationCount)
            throw new IllegalActorStateException($"{cell.Self} can't stash the same message {envelope.Message} more than once.");
        if (IsFull) throw new StashOverflowException($"{cell.Self} has stashed {_stashed.Count} messages, its capacity; {envelope.Message} has no room.");
        _lastInvocation = cell.InvocationCount;
        _stashed.Add(envelope);
    }

    public void Unstash()
    {
        if (_stashed.Count == 0) return;
        var first = _stashed[0];
        _stashed.RemoveAt(0);
        cell.PutBack([first]);
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        if (_stashed.Count == 0) return;
        var back = _stashed.Where(predicate).ToArray();
        _stashed.Clear();
        cell.PutBack(back);
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var all = _stashed.ToArray();
        _stashed.Clear();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        var added = envelopes.ToArray();
        if (capacity >= 0 && _stashed.Count + added.Length > capacity)
            throw new StashOverflowException($"{cell.Self} has stashed {_stashed.Count} of {capacity} messages; {added.Length} more have no room.");
        _stashed.InsertRange(0, added);
    }
}
