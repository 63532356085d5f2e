using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/> and gives true once the actor has stopped.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <param name="target">The actor to stop.</param>
    /// <param name="timeout">How long it may take; the task is cancelled when it takes longer.</param>
    /// <param name="stopMessage">Makes the actor stop.</param>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var end = Watch(target, timeout, CancellationToken.None);
        target.Tell(stopMessage, ActorRefs.NoSender);
        return end;
    }

    /// <summary>True once the actor has stopped.</summary>
    public static Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default) =>
        Watch(target, Timeout.InfiniteTimeSpan, token);

    private static Task<bool> Watch(IActorRef target, TimeSpan timeout, CancellationToken token)
    {
        var watchee = InternalActorRef.Of(target);
        var promise = new DeathPromise(watchee.System);
        promise.Arm(timeout, token);
        watchee.SendSystemMessage(new Watch(watchee, promise));
        return promise.Task;
    }

    private sealed class DeathPromise(ActorSystemImpl system) : MinimalActorRef
    {
        private readonly TaskCompletionSource<bool> _promise = system.Dispatcher.NewPromise<bool>();
        private ICancelable? _timer;

        public Task<bool> Task => _promise.Task;

        public override ActorPath Path { get; } = (system.RootPath / "temp").Child("watch", system.NextUid());

        public override ActorSystemImpl System => system;

        public override InternalActorRef Parent => Nobody.Instance;

        public void Arm(TimeSpan timeout, CancellationToken token)
        {
            if (timeout != Timeout.InfiniteTimeSpan) _timer = system.SchedulerImpl.Start(timeout, null, () => Complete(() => _promise.TrySetCanceled()));
            if (token.CanBeCanceled) token.Register(() => Complete(() => _promise.TrySetCanceled(token)));
        }

        public override void SendSystemMessage(SystemMessage message)
        {
            if (message is not DeathWatchNotification) return;
            _timer?.Cancel();
            Complete(() => _promise.TrySetResult(true));
        }

        private void Complete(Action completion) => system.Dispatcher.Complete(system, completion);
    }
}
