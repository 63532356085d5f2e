using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>Decides which actor runs when and on what thread, and with it what time it is.</summary>
public abstract class MessageDispatcher
{
    public const int DefaultThroughput = 30;

    private protected MessageDispatcher(int throughput)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(throughput);
        Throughput = throughput;
    }

    /// <summary>How many messages an actor handles before another gets its turn.</summary>
    public int Throughput { get; }

    internal virtual IDeliveryObserver? Observer => null;

    /// <summary>For systems that were not told.</summary>
    internal virtual LoggingSetup DefaultLogging { get; } = new(LogLevel.InfoLevel, ConsoleLogSink.Instance);

    internal abstract void Execute(IThreadPoolWorkItem work);

    /// <summary>The clock and timers of a system that runs on this dispatcher.</summary>
    internal abstract SchedulerBase CreateScheduler(ActorSystemImpl system);

    /// <summary>A number in [0, 1) for jitter.</summary>
    internal abstract double NextDouble();

    /// <summary>A promise whose continuations never run inside the call that completes it.</summary>
    internal abstract TaskCompletionSource<T> NewPromise<T>();

    /// <summary>Completes a promise from within whatever is running.</summary>
    internal abstract void Complete(ActorSystemImpl system, Action completion);

    /// <summary>Ends a system that is being disposed of.</summary>
    internal abstract void Dispose(ActorSystemImpl system);
}
