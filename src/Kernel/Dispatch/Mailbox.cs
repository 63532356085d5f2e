using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// The queues of one actor and the turn-taking on them: however many threads send, at most one runs the actor. The mailbox is itself the
/// item that the thread pool runs, so that a Tell to an idle actor allocates nothing.
/// </summary>
internal sealed class Mailbox : IOwnedWork
{
    private readonly ConcurrentQueue<Envelope> _queue = new();
    private readonly ActorCell _cell;
    private readonly MessageDispatcher _dispatcher;
    private readonly IDeliveryObserver? _observer;
    private readonly int _capacity;

    private SystemMessageQueue _system;
    private Stack<Envelope>? _front;
    private int _suspendCount;
    private int _scheduled;
    private int _waiting;
    private bool _awaiting;
    private volatile bool _paused;
    private volatile bool _closed;
    private volatile bool _abandoned;

    public Mailbox(ActorCell cell, MessageDispatcher dispatcher, int capacity)
    {
        _cell = cell;
        _dispatcher = dispatcher;
        _observer = dispatcher.Observer;
        _capacity = capacity;
    }

    public bool IsClosed => _closed;

    public bool IsSuspended => _suspendCount > 0;

    /// <summary>Holds user messages back while an asynchronous handler is under way. Only for the actor itself, while it runs.</summary>
    public bool IsAwaiting
    {
        get => _awaiting;
        set
        {
            _awaiting = value;
            _paused = _awaiting || _suspendCount > 0;
        }
    }

    public IActorRef Owner => _cell.Self;

    public ActorSystemImpl System => _cell.SystemImpl;

    private bool CanDeliver => !_paused || _closed;

    public void Post(in Envelope envelope)
    {
        if (_closed)
        {
            Discard(envelope);
            return;
        }

        if (_capacity > 0 && !TryReserve(envelope)) return;
        _queue.Enqueue(envelope);

        // The write above must be seen by a reader that this thread finds busy or paused below, and so is not told of it again.
        Interlocked.MemoryBarrier();
        if (_scheduled == 0 && CanDeliver) Schedule();
    }

    public void PostSystem(SystemMessage message)
    {
        if (_abandoned) return;
        _system.Enqueue(message);
        Schedule();
    }

    /// <summary>Puts messages before all others, the first of them first. Only for the actor itself, while it runs.</summary>
    public void Prepend(IReadOnlyList<Envelope> envelopes)
    {
        _front ??= new Stack<Envelope>();
        for (var i = envelopes.Count - 1; i >= 0; i--) _front.Push(envelopes[i]);
    }

    /// <summary>Holds user messages back. Counted: every Suspend needs its Resume. Only for the actor itself, while it runs.</summary>
    public void Suspend()
    {
        _suspendCount++;
        _paused = true;
    }

    public void Resume()
    {
        if (_suspendCount == 0) return;
        _suspendCount--;
        _paused = _awaiting || _suspendCount > 0;
    }

    /// <summary>From here on everything is a dead letter. Only for the actor itself, while it runs.</summary>
    public void Close() => _closed = true;

    /// <summary>As if the process had died: nothing in it is handled or reported any more.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _closed = true;
        _system.TakeAll();
        _queue.Clear();
        _front = null;
    }

    public void Execute()
    {
        if (!_abandoned) _cell.Run(this);
        Volatile.Write(ref _scheduled, 0);
        Interlocked.MemoryBarrier();
        if (!_abandoned && (!_system.IsEmpty || (CanDeliver && HasUserMessages))) Schedule();
    }

    /// <summary>Handles what waits, up to the dispatcher's throughput. Called with the cell set as current.</summary>
    internal void Process()
    {
        ProcessSystemMessages();
        for (var left = _dispatcher.Throughput; left > 0 && !_paused && !_closed && TryDequeue(out var envelope); left--)
        {
            _observer?.OnDelivery(_cell.Self.Path, envelope.Message);
            _cell.Invoke(envelope);
            if (!_system.IsEmpty) ProcessSystemMessages();
        }

        if (_closed) DrainToDeadLetters();
    }

    private bool HasUserMessages => _front is { Count: > 0 } || !_queue.IsEmpty;

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0) _dispatcher.Execute(this);
    }

    private void ProcessSystemMessages()
    {
        while (_system.TakeAll() is { } batch)
        {
            if (_closed) _cell.SystemInvokeClosed(batch);
            else _cell.SystemInvoke(batch);
        }
    }

    private bool TryDequeue(out Envelope envelope)
    {
        if (_front is not null && _front.TryPop(out envelope)) return true;
        if (!_queue.TryDequeue(out envelope)) return false;
        if (_capacity > 0) Interlocked.Decrement(ref _waiting);
        return true;
    }

    private bool TryReserve(in Envelope envelope)
    {
        if (Interlocked.Increment(ref _waiting) <= _capacity || (envelope.Message is IAdmittedWhenFull notice && notice.TryAdmit())) return true;
        Interlocked.Decrement(ref _waiting);
        System.ReportDropped(envelope, $"the mailbox holds its {_capacity} messages", _cell.Self);
        return false;
    }

    private void DrainToDeadLetters()
    {
        while (TryDequeue(out var envelope)) Discard(envelope);
    }

    private void Discard(in Envelope envelope)
    {
        if (_abandoned) return;
        System.DeadLetterRef.Deliver(envelope.Message, envelope.Sender ?? System.DeadLetters, _cell.Self);
    }
}
