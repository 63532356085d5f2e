using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Takes one answer, as the sender of an Ask. What comes later is a dead letter.</summary>
internal sealed class FutureActorRef<T> : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _promise;
    private readonly Lock _gate = new();
    private List<InternalActorRef>? _watchers = [];
    private ICancelable? _timer;
    private CancellationTokenRegistration _cancellation;
    private ActorPath? _path;

    public FutureActorRef(ActorSystemImpl system)
    {
        System = system;
        _promise = system.Dispatcher.NewPromise<T>();
    }

    public Task<T> Task => _promise.Task;

    // Made only for those who look: most answers are sent without.
    public override ActorPath Path => _path ?? NamePath();

    public override ActorSystemImpl System { get; }

    public override InternalActorRef Parent => Nobody.Instance;

    public override bool IsTerminated => _watchers is null;

    public void Arm(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var limit = timeout ?? System.Settings.AskTimeout;
        if (limit != Timeout.InfiniteTimeSpan)
        {
            _timer = System.SchedulerImpl.Start(
                limit, null, () => End(() => _promise.TrySetException(new AskTimeoutException($"Timeout after {limit} seconds"))));
        }

        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.Register(() => End(() => _promise.TrySetCanceled(cancellationToken)));
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            T answer when message is not Status.Failure || typeof(T).IsAssignableTo(typeof(Status)) => End(() => _promise.TrySetResult(answer)),
            Status.Failure failure => End(() => _promise.TrySetException(failure.Cause)),
            _ => End(() => _promise.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]"))),
        };
        if (!taken) System.DeadLetterRef.Deliver(message, sender ?? System.DeadLetters, this);
    }

    protected override void AnswerWatch(Watch watch)
    {
        lock (_gate)
        {
            if (_watchers is not null)
            {
                _watchers.Add(watch.Watcher);
                return;
            }
        }

        base.AnswerWatch(watch);
    }

    private bool End(Action completion)
    {
        List<InternalActorRef> watchers;
        lock (_gate)
        {
            if (_watchers is null) return false;
            watchers = _watchers;
            _watchers = null;
        }

        _timer?.Cancel();
        _cancellation.Unregister();
        System.Dispatcher.Complete(System, completion);
        foreach (var watcher in watchers) watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true));
        return true;
    }

    private ActorPath NamePath()
    {
        var uid = System.NextUid();
        Interlocked.CompareExchange(ref _path, (System.RootPath / "temp").Child(ActorNames.Automatic(uid), uid), null);
        return _path;
    }
}
