using System.Diagnostics.CodeAnalysis;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// Ends a system in an orderly way: phases one after another, the tasks of a phase side by side, each phase within its time. The last phase
/// stops the actors.
/// </summary>
[SuppressMessage("Design", "CA1034", Justification = "Akka.NET nests the reasons in here.")]
public sealed partial class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly ActorSystemImpl _system;
    private readonly IReadOnlyDictionary<string, ShutdownPhase> _phases;
    private readonly IReadOnlyList<string> _order;
    private readonly ShutdownTasks _tasks = new();
    private readonly TaskCompletionSource<Done> _promise;
    private Reason? _reason;

    internal CoordinatedShutdown(ActorSystemImpl system, CoordinatedShutdownSetup setup)
    {
        _system = system;
        _phases = setup.Phases;
        _order = ShutdownPhase.Sort(_phases);
        _promise = system.Dispatcher.NewPromise<Done>();
        if (setup.TerminateActorSystem) AddTask(PhaseActorSystemTerminate, "terminate-system", TerminateSystem);
    }

    public ActorSystem System => _system;

    /// <summary>Why it has been started; null while it has not.</summary>
    public Reason? ShutdownReason => Volatile.Read(ref _reason);

    /// <summary>The longest that the whole may take.</summary>
    public TimeSpan TotalTimeout => _tasks.Phases.Aggregate(TimeSpan.Zero, (total, phase) => total + Timeout(phase));

    public static CoordinatedShutdown Get(ActorSystem system) => CoordinatedShutdownExtension.Instance.Apply(system);

    /// <summary>Adds something to do in a phase, beside its other tasks. A task may be added from within an earlier phase.</summary>
    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        CheckPhase(phase);
        _tasks.Add(phase, taskName, task);
    }

    /// <exception cref="ConfigurationException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase)
    {
        CheckPhase(phase);
        return _phases[phase].Timeout;
    }

    /// <summary>Begins, unless it has begun: then only the first caller's reason counts.</summary>
    /// <param name="reason">For the log, and for the tasks.</param>
    /// <param name="fromPhase">Leaves out the phases before this one.</param>
    /// <returns>Done after the last phase; faulted by a task of a phase that does not recover.</returns>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (fromPhase is not null) CheckPhase(fromPhase);
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null) return _promise.Task;
        var phases = fromPhase is null ? _order : [.. _order.SkipWhile(phase => phase != fromPhase)];
        _system.LoggingBus.Log(Event.LogLevel.InfoLevel, null, nameof(CoordinatedShutdown), GetType(), $"Running CoordinatedShutdown with reason [{reason}]");
        var run = new ShutdownRun(_system, _phases, _tasks);
        new DispatcherSynchronizationContext(_system).Start(() => Finish(run.RunAll(phases)));
        return _promise.Task;
    }

    private void Finish(Task run) => run.ContinueWith(
        done => _system.Dispatcher.Complete(_system, () =>
        {
            if (done.IsCompletedSuccessfully) _promise.TrySetResult(Done.Instance);
            else _promise.TrySetException(done.Exception!.InnerExceptions);
        }),
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task<Done> TerminateSystem()
    {
        _system.FinalTerminate();
        await _system.WhenTerminated;
        return Done.Instance;
    }

    private void CheckPhase(string phase)
    {
        if (!_phases.ContainsKey(phase))
            throw new ConfigurationException($"'{phase}' is no phase of the coordinated shutdown. There are: {string.Join(", ", _order)}.");
    }
}
