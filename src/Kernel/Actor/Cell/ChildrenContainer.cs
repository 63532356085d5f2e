namespace Akka.Actor;

/// <summary>
/// The children of one actor, oldest first, and which of them are on their way out. Guarded by a lock, because the guardians are given
/// children, and selections look for them, from any thread.
/// </summary>
internal sealed class ChildrenContainer
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, ChildRestartStats> _children = [];
    private readonly HashSet<LocalActorRef> _stopping = [];
    private TerminationReason _reason;
    private Exception? _cause;
    private bool _terminated;
    private long _automaticNames;

    public bool IsTerminating
    {
        get
        {
            lock (_gate) return _terminated || _reason == TerminationReason.Termination;
        }
    }

    public bool IsWaitingToRecreate
    {
        get
        {
            lock (_gate) return _reason is TerminationReason.Creation or TerminationReason.Recreation;
        }
    }

    public string NextAutomaticName() => ActorNames.Automatic(Interlocked.Increment(ref _automaticNames) - 1);

    /// <exception cref="InvalidActorNameException">A sibling has the name.</exception>
    /// <exception cref="InvalidOperationException">The parent is stopping.</exception>
    public void Add(LocalActorRef child)
    {
        lock (_gate)
        {
            if (_terminated || _reason == TerminationReason.Termination)
                throw new InvalidOperationException($"Cannot create child {child.Path}: its parent is terminating or has terminated.");
            if (!_children.TryAdd(child.Path.Name, new ChildRestartStats(child)))
                throw new InvalidActorNameException($"Actor name '{child.Path.Name}' is not unique: {child.Path} exists.");
        }
    }

    public LocalActorRef? Find(string name)
    {
        lock (_gate) return _children.TryGetValue(name, out var stats) ? stats.ChildRef : null;
    }

    public ChildRestartStats? StatsOf(LocalActorRef child)
    {
        lock (_gate) return _children.TryGetValue(child.Path.Name, out var stats) && ReferenceEquals(stats.Child, child) ? stats : null;
    }

    public IReadOnlyList<LocalActorRef> Snapshot()
    {
        lock (_gate) return _children.Count == 0 ? [] : [.. _children.Values.Select(stats => stats.ChildRef)];
    }

    public IReadOnlyCollection<ChildRestartStats> Stats()
    {
        lock (_gate) return [.. _children.Values];
    }

    /// <summary>Remembers that this child, if it is one, has been told to stop.</summary>
    public void NoteStopping(InternalActorRef reference)
    {
        if (reference is not LocalActorRef child) return;
        lock (_gate)
        {
            if (_children.TryGetValue(child.Path.Name, out var stats) && ReferenceEquals(stats.Child, child)) _stopping.Add(child);
        }
    }

    /// <summary>Closes the nursery. Gives the children that have to be stopped; with none, all is over at once.</summary>
    public IReadOnlyList<LocalActorRef> BeginTermination()
    {
        lock (_gate)
        {
            var children = _children.Values.Select(stats => stats.ChildRef).ToArray();
            foreach (var child in children) _stopping.Add(child);
            if (children.Length == 0) _terminated = true;
            else _reason = TerminationReason.Termination;
            _cause = null;
            return children;
        }
    }

    /// <summary>True when there are stopping children to wait for; their last one's removal gives the reason back.</summary>
    public bool WaitFor(TerminationReason reason, Exception? cause)
    {
        lock (_gate)
        {
            if (_stopping.Count == 0) return false;
            _reason = reason;
            _cause = cause;
            return true;
        }
    }

    /// <summary>Forgets a child. Gives the reason of a wait that has ended with it.</summary>
    public (TerminationReason Reason, Exception? Cause) Remove(LocalActorRef child)
    {
        lock (_gate)
        {
            _children.Remove(child.Path.Name);
            _stopping.Remove(child);
            if (_stopping.Count > 0) return default;
            var ended = (_reason, _cause);
            _terminated |= _reason == TerminationReason.Termination;
            _reason = TerminationReason.None;
            _cause = null;
            return ended;
        }
    }
}
