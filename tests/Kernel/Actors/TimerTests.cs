using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class TimerTests : DeterministicTestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_single_timer_fires_once()
    {
        Run(timers => timers.StartSingleTimer("key", "tick", Second));

        ExpectNoMsg(Second - TimeSpan.FromTicks(1));
        ExpectMsg("tick");
        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_cancelled()
    {
        var actor = Run(timers => timers.StartPeriodicTimer("key", "tick", Second));

        for (var i = 0; i < 10; i++) ExpectMsg("tick", Second);
        Tell(actor, timers => timers.Cancel("key"));

        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void The_first_delay_can_differ_from_the_interval()
    {
        Run(timers => timers.StartPeriodicTimer("key", "tick", TimeSpan.Zero, Second));

        ExpectMsg("tick", TimeSpan.Zero);
        ExpectNoMsg(Second - TimeSpan.FromTicks(1));
        ExpectMsg("tick");
    }

    [Fact]
    public void A_timer_under_the_same_key_takes_the_place_of_the_first()
    {
        Run(timers =>
        {
            timers.StartSingleTimer("key", "first", Second);
            timers.StartSingleTimer("key", "second", Second * 2);
        });

        ExpectMsg("second");
        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_tick_that_waits_in_the_mailbox_is_discarded_when_its_timer_is_cancelled()
    {
        var gate = new TaskCompletionSource();
        var actor = Run(timers => timers.StartSingleTimer("key", "tick", Second));
        actor.Tell(gate.Task);
        Tell(actor, timers => timers.Cancel("key"));
        Advance(Second);

        gate.SetResult();

        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_tick_of_the_timer_that_was_replaced_is_discarded()
    {
        var gate = new TaskCompletionSource();
        var actor = Run(timers => timers.StartSingleTimer("key", "old", Second));
        actor.Tell(gate.Task);
        Tell(actor, timers => timers.StartSingleTimer("key", "new", Second));
        Advance(Second);

        gate.SetResult();

        ExpectMsg("new");
        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_restart_cancels_all_timers()
    {
        var actor = Run(timers => timers.StartPeriodicTimer("key", "tick", Second));

        actor.Tell(new InvalidOperationException("boom"));

        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_tick_of_the_former_instance_is_discarded()
    {
        var gate = new TaskCompletionSource();
        var actor = Run(timers => timers.StartSingleTimer("key", "old", Second));
        actor.Tell(gate.Task);
        actor.Tell(new InvalidOperationException("boom"));
        Advance(Second);

        gate.SetResult();

        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_stopped_actor_leaves_neither_timers_nor_dead_letters()
    {
        var actor = Run(timers => timers.StartPeriodicTimer("key", "tick", Second));
        RunUntilIdle();
        Assert.NotNull(Dispatcher.NextDue);

        EventFilter.DeadLetter().Expect(0, () => Sys.Stop(actor));

        Assert.Null(Dispatcher.NextDue);
    }

    [Fact]
    public void A_timer_knows_whether_it_is_active()
    {
        var seen = new List<object>();
        var actor = Run(timers =>
        {
            timers.StartSingleTimer("a", "tick", Second);
            timers.StartSingleTimer("b", "tick", Second);
            seen.AddRange(timers.ActiveTimers);
        });
        ReceiveN(2);
        Tell(actor, timers => seen.Add(timers.IsTimerActive("a")));
        RunUntilIdle();

        Assert.Equal(["a", "b", false], seen);
    }

    [Fact]
    public void CancelAll_ends_them_all()
    {
        Run(timers =>
        {
            timers.StartSingleTimer("a", "tick", Second);
            timers.StartPeriodicTimer("b", "tick", Second);
            timers.CancelAll();
        });

        ExpectNoMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void The_sender_of_a_tick_can_be_given()
    {
        var probe = CreateTestProbe();
        Run(timers => timers.StartSingleTimer("key", "tick", Second, probe.Ref));

        ExpectMsg("tick");

        Assert.Equal(probe.Ref, LastSender);
    }

    private static void Tell(IActorRef actor, Action<ITimerScheduler> use) => actor.Tell(use);

    private IActorRef Run(Action<ITimerScheduler> use)
    {
        var actor = ActorOf(() => new Timed(TestActor));
        actor.Tell(use);
        return actor;
    }

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public Timed(IActorRef observer)
        {
            Receive<Action<ITimerScheduler>>(use => use(Timers));
            Receive<Exception>(failure => throw failure);
            ReceiveAsync<Task>(task => task);
            ReceiveAny(observer.Forward);
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
