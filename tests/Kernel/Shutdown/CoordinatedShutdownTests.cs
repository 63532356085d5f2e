using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using static Akka.Actor.CoordinatedShutdown;

namespace MeshNet.Kernel.Tests;

public sealed class CoordinatedShutdownTests : DeterministicTestKit
{
    private static readonly string[] s_phases =
    [
        PhaseBeforeServiceUnbind, PhaseServiceUnbind, PhaseServiceRequestsDone, PhaseServiceStop, PhaseBeforeClusterShutdown,
        PhaseClusterShardingShutdownRegion, PhaseClusterLeave, PhaseClusterExiting, PhaseClusterExitingDone, PhaseClusterShutdown,
        PhaseBeforeActorSystemTerminate, PhaseActorSystemTerminate,
    ];

    private readonly List<string> _ran = [];

    private CoordinatedShutdown Coordinated => Get(Sys);

    [Fact]
    public void The_phases_run_in_Akkas_order_and_end_with_the_system()
    {
        foreach (var phase in s_phases.Order()) Add(phase, phase);

        Await(Coordinated.Run(ClrExitReason.Instance));

        Assert.Equal(s_phases, _ran);
        Assert.True(Sys.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_phase_waits_for_all_tasks_of_the_one_before()
    {
        var gate = new TaskCompletionSource<Done>();
        Coordinated.AddTask(PhaseServiceUnbind, "slow", () => gate.Task);
        Add(PhaseServiceUnbind, "quick");
        Add(PhaseServiceStop, "next");

        Coordinated.Run(ClrExitReason.Instance);
        RunUntilIdle();
        Assert.Equal(["quick"], _ran);
        gate.SetResult(Done.Instance);
        RunUntilIdle();

        Assert.Equal(["quick", "next"], _ran);
    }

    [Fact]
    public void A_phase_that_takes_too_long_is_left_behind_with_a_warning()
    {
        Coordinated.AddTask(PhaseServiceUnbind, "never", () => new TaskCompletionSource<Done>().Task);
        Add(PhaseServiceStop, "next");

        EventFilter.Warning(contains: "[service-unbind] timed out after 00:00:05").Expect(1, TimeSpan.FromSeconds(6), () =>
        {
            Coordinated.Run(ClrExitReason.Instance);
            Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
            Assert.Empty(_ran);
        });

        RunUntilIdle();
        Assert.Equal(["next"], _ran);
    }

    [Fact]
    public void A_failing_task_is_logged_and_the_next_phase_comes()
    {
        Coordinated.AddTask(PhaseServiceUnbind, "fails", () => throw new InvalidOperationException("unbind"));
        Coordinated.AddTask(PhaseServiceUnbind, "fails later", () => Task.FromException<Done>(new InvalidOperationException("unbind")));
        Add(PhaseServiceStop, "next");

        EventFilter.Warning(contains: "failed in phase [service-unbind]").Expect(2, () => Coordinated.Run(ClrExitReason.Instance));
        RunUntilIdle();

        Assert.Equal(["next"], _ran);
    }

    [Fact]
    public void Run_is_done_once_and_the_first_reason_counts()
    {
        Add(PhaseServiceUnbind, "once");

        var first = Coordinated.Run(ClrExitReason.Instance);
        var second = Coordinated.Run(UnknownReason.Instance);
        Await(first);

        Assert.Same(first, second);
        Assert.Equal(["once"], _ran);
        Assert.Equal(ClrExitReason.Instance, Coordinated.ShutdownReason);
    }

    [Fact]
    public void Earlier_phases_can_be_left_out()
    {
        Add(PhaseServiceUnbind, "early");
        Add(PhaseClusterLeave, "late");

        Await(Coordinated.Run(ClusterLeavingReason.Instance, PhaseClusterLeave));

        Assert.Equal(["late"], _ran);
    }

    [Fact]
    public void A_task_can_be_added_while_an_earlier_phase_runs()
    {
        Coordinated.AddTask(PhaseServiceUnbind, "adds", () =>
        {
            Add(PhaseServiceStop, "added");
            return Task.FromResult(Done.Instance);
        });

        Await(Coordinated.Run(ClrExitReason.Instance));

        Assert.Equal(["added"], _ran);
    }

    [Fact]
    public void Terminate_goes_through_the_phases()
    {
        Add(PhaseServiceStop, "stop");

        Await(Sys.Terminate());

        Assert.Equal(["stop"], _ran);
        Assert.Equal(ActorSystemTerminateReason.Instance, Coordinated.ShutdownReason);
    }

    [Fact]
    public void An_unknown_phase_is_refused_and_the_known_ones_are_named()
    {
        var failure = Assert.Throws<ConfigurationException>(() => Add("lunch", "eat"));

        Assert.Contains("'lunch'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("service-unbind", failure.Message, StringComparison.Ordinal);
        void RunFromLunch() => Coordinated.Run(ClrExitReason.Instance, "lunch");
        Assert.Throws<ConfigurationException>(RunFromLunch);
    }

    [Fact]
    public void The_longest_it_may_take_is_the_sum_over_the_phases_in_use()
    {
        Add(PhaseServiceUnbind, "a");
        Add(PhaseClusterExiting, "b");

        Assert.Equal(TimeSpan.FromSeconds(5 + 10 + 10), Coordinated.TotalTimeout);
    }

    private void Add(string phase, string name) => Coordinated.AddTask(phase, name, () =>
    {
        _ran.Add(name);
        return Task.FromResult(Done.Instance);
    });
}
