using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Runs actors on the thread pool, by the real clock: for production.</summary>
public sealed class ThreadPoolDispatcher : MessageDispatcher
{
    private readonly TimeProvider _timeProvider;

    public ThreadPoolDispatcher(int throughput = DefaultThroughput, TimeProvider? timeProvider = null)
        : base(throughput) => _timeProvider = timeProvider ?? TimeProvider.System;

    internal override void Execute(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

    internal override SchedulerBase CreateScheduler(ActorSystemImpl system) => new TimeProviderScheduler(system, _timeProvider);

    internal override double NextDouble() => Random.Shared.NextDouble();

    internal override TaskCompletionSource<T> NewPromise<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal override void Complete(ActorSystemImpl system, Action completion) => completion();

    internal override void Dispose(ActorSystemImpl system) => system.Terminate().GetAwaiter().GetResult();
}
