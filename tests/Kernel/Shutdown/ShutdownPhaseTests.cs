using Akka;
using Akka.Actor;
using Akka.Dispatch;

namespace MeshNet.Kernel.Tests;

public sealed class ShutdownPhaseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Phases_that_depend_on_each_other_are_refused()
    {
        var circle = CoordinatedShutdownSetup.Default
            .WithPhase("a", new ShutdownPhase(["b"], Second))
            .WithPhase("b", new ShutdownPhase(["a"], Second));

        Assert.Throws<ArgumentException>(() => CoordinatedShutdown.Get(System(circle, out _)));
    }

    [Fact]
    public void A_phase_that_depends_on_nothing_known_is_refused()
    {
        var dangling = CoordinatedShutdownSetup.Default.WithPhase("a", new ShutdownPhase(["nowhere"], Second));

        var failure = Assert.Throws<ArgumentException>(() => CoordinatedShutdown.Get(System(dangling, out _)));

        Assert.Contains("'nowhere'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_phase_of_ones_own_runs_after_those_it_depends_on()
    {
        var setup = CoordinatedShutdownSetup.Default.WithPhase("mine", new ShutdownPhase([CoordinatedShutdown.PhaseServiceStop], Second));
        var shutdown = CoordinatedShutdown.Get(System(setup, out var dispatcher));
        var ran = Record(shutdown, "mine", CoordinatedShutdown.PhaseServiceStop);

        shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        dispatcher.RunUntilIdle();

        Assert.Equal([CoordinatedShutdown.PhaseServiceStop, "mine"], ran);
    }

    [Fact]
    public void Without_recovery_a_failure_ends_the_run()
    {
        var run = RunWithoutRecovery(() => throw new InvalidOperationException("fails"), out var ran, out _);

        Assert.Equal("fails", Assert.IsType<InvalidOperationException>(run.Exception!.InnerException).Message);
        Assert.Empty(ran);
    }

    [Fact]
    public void Without_recovery_a_timeout_ends_the_run()
    {
        var run = RunWithoutRecovery(() => new TaskCompletionSource<Done>().Task, out var ran, out var dispatcher);
        Assert.False(run.IsCompleted);

        dispatcher.Advance(Second);

        Assert.IsType<TimeoutException>(run.Exception!.InnerException);
        Assert.Empty(ran);
    }

    [Fact]
    public void A_disabled_phase_is_passed_over()
    {
        var setup = CoordinatedShutdownSetup.Default.WithPhase("mine", new ShutdownPhase([], Second, Enabled: false));
        var shutdown = CoordinatedShutdown.Get(System(setup, out var dispatcher));
        var ran = Record(shutdown, "mine");

        var run = shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        dispatcher.RunUntilIdle();

        Assert.True(run.IsCompletedSuccessfully);
        Assert.Empty(ran);
    }

    [Fact]
    public void The_system_can_outlive_its_shutdown()
    {
        var system = System(CoordinatedShutdownSetup.Default.WithTerminateActorSystem(false), out var dispatcher);

        var run = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.UnknownReason.Instance);
        dispatcher.RunUntilIdle();

        Assert.True(run.IsCompletedSuccessfully);
        Assert.False(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public void Terminate_can_leave_the_phases_out()
    {
        var system = System(CoordinatedShutdownSetup.Default.WithRunByActorSystemTerminate(false), out var dispatcher);
        var ran = Record(CoordinatedShutdown.Get(system), CoordinatedShutdown.PhaseServiceStop);

        system.Terminate();
        dispatcher.RunUntilIdle();

        Assert.True(system.WhenTerminated.IsCompleted);
        Assert.Empty(ran);
    }

    private static Task<Done> RunWithoutRecovery(Func<Task<Done>> task, out List<string> ran, out DeterministicDispatcher dispatcher)
    {
        var setup = CoordinatedShutdownSetup.Default.WithPhase(
            CoordinatedShutdown.PhaseBeforeServiceUnbind, new ShutdownPhase([], Second, Recover: false));
        var shutdown = CoordinatedShutdown.Get(System(setup, out dispatcher));
        ran = Record(shutdown, CoordinatedShutdown.PhaseServiceStop);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "task", task);
        var run = shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        dispatcher.RunUntilIdle();
        return run;
    }

    private static List<string> Record(CoordinatedShutdown shutdown, params string[] phases)
    {
        var ran = new List<string>();
        foreach (var phase in phases)
        {
            shutdown.AddTask(phase, phase, () =>
            {
                ran.Add(phase);
                return Task.FromResult(Done.Instance);
            });
        }

        return ran;
    }

    private static ActorSystem System(CoordinatedShutdownSetup setup, out DeterministicDispatcher dispatcher)
    {
        dispatcher = new DeterministicDispatcher(1);
        return ActorSystem.Create("node", dispatcher.Setup.And(setup));
    }
}
