using Akka.Event;

namespace Akka.Actor;

/// <summary>One run through the phases.</summary>
internal sealed class ShutdownRun(ActorSystemImpl system, IReadOnlyDictionary<string, ShutdownPhase> phases, ShutdownTasks tasks)
{
    public async Task RunAll(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var due = tasks.Of(name);
            if (due.Count == 0) continue;
            if (!phases[name].Enabled)
            {
                Log(LogLevel.InfoLevel, null, $"Phase [{name}] is disabled; its {due.Count} tasks are passed over");
                continue;
            }

            Log(LogLevel.DebugLevel, null, $"Performing phase [{name}] with [{due.Count}] tasks: {string.Join(", ", due.Select(task => task.Name))}");
            await RunPhase(name, phases[name], due);
        }
    }

    private async Task RunPhase(string name, ShutdownPhase phase, IReadOnlyList<ShutdownTasks.ShutdownTask> due)
    {
        var late = system.Dispatcher.NewPromise<Done>();
        var timer = system.SchedulerImpl.Start(
            phase.Timeout, null, () => system.Dispatcher.Complete(system, () => late.TrySetResult(Done.Instance)));
        var all = Task.WhenAll(due.Select(task => RunTask(name, phase, task)));
        if (await Task.WhenAny(all, late.Task) == all)
        {
            timer.Cancel();
            await all;
            return;
        }

        var message = $"Coordinated shutdown phase [{name}] timed out after {phase.Timeout}";
        if (!phase.Recover) throw new TimeoutException(message);
        Log(LogLevel.WarningLevel, null, message);
    }

    private async Task RunTask(string phaseName, ShutdownPhase phase, ShutdownTasks.ShutdownTask task)
    {
        try
        {
            await task.Run();
        }
        catch (Exception failure) when (phase.Recover)
        {
            Log(LogLevel.WarningLevel, failure, $"Task [{task.Name}] failed in phase [{phaseName}]: {failure.Message}");
        }
    }

    private void Log(LogLevel level, Exception? cause, string message) =>
        system.LoggingBus.Log(level, cause, nameof(CoordinatedShutdown), typeof(CoordinatedShutdown), message);
}
