using Akka.Actor;
using Akka.Dispatch;

namespace MeshNet.Kernel.Tests;

public sealed class DeterminismTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_same_seed_gives_the_same_run() => Assert.Equal(Gossip(seed: 7), Gossip(seed: 7));

    [Fact]
    public void Another_seed_gives_another_order_of_the_same_messages()
    {
        var (hash, count, order) = Gossip(seed: 7);
        var (otherHash, otherCount, otherOrder) = Gossip(seed: 8);

        Assert.NotEqual(hash, otherHash);
        Assert.Equal(count, otherCount);
        Assert.NotEqual(order, otherOrder);
    }

    [Fact]
    public void The_hash_is_the_same_on_every_machine()
    {
        // This number changes only with what is hashed or with the order of turns, and both are promises to whoever has kept a seed.
        var dispatcher = new DeterministicDispatcher(1);
        var system = ActorSystem.Create("node", dispatcher.Setup);
        var echo = system.ActorOf(Props.Create(() => new Echo()), "echo");
        for (var i = 0; i < 10; i++) echo.Tell($"message {i}");
        dispatcher.Advance(Second);

        Assert.Equal("466E8F14BD69CD8D", dispatcher.Hash.ToString("X16", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_is_mixed_in_changes_the_hash()
    {
        var one = new DeterministicDispatcher(1);
        var other = new DeterministicDispatcher(1);

        one.Mix(1);
        other.Mix(2);

        Assert.NotEqual(one.Hash, other.Hash);
    }

    [Fact]
    public void Timers_fire_by_due_time_and_then_in_the_order_of_their_arming()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var fired = new List<string>();
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second * 2, () => fired.Add($"c at {dispatcher.Now}"));
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second, () => fired.Add($"a at {dispatcher.Now}"));
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second, () => fired.Add($"b at {dispatcher.Now}"));

        dispatcher.Advance(Second * 3);

        Assert.Equal(["a at 00:00:01", "b at 00:00:01", "c at 00:00:02"], fired);
        Assert.Equal(Second * 3, dispatcher.Now);
    }

    [Fact]
    public void Time_moves_only_as_far_as_it_is_let()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var fired = false;
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second, () => fired = true);

        dispatcher.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(fired);
        Assert.Equal(Second, dispatcher.NextDue);
        dispatcher.Advance(TimeSpan.FromTicks(1));

        Assert.True(fired);
        Assert.Null(dispatcher.NextDue);
    }

    [Fact]
    public void Running_for_a_condition_stops_as_soon_as_it_holds()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var fired = false;
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second, () => fired = true);

        Assert.True(dispatcher.RunFor(Second * 10, () => fired));
        Assert.Equal(Second, dispatcher.Now);
        Assert.False(dispatcher.RunFor(Second, () => false));
        Assert.Equal(Second * 2, dispatcher.Now);
    }

    [Fact]
    public void A_cancelled_timer_does_not_fire_and_many_leave_no_trace()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var fired = 0;
        for (var i = 0; i < 10_000; i++) dispatcher.Scheduler.Advanced.ScheduleOnceCancelable(Second, () => fired++).Cancel();
        var cancelable = dispatcher.Scheduler.Advanced.ScheduleRepeatedlyCancelable(Second, Second, () => fired++);
        dispatcher.Advance(Second * 3);
        cancelable.Cancel();

        dispatcher.Advance(Second * 100);

        Assert.Equal(3, fired);
        Assert.Null(dispatcher.NextDue);
    }

    [Fact]
    public void Each_system_can_have_a_wrong_time_of_day_but_not_another_monotonic_time()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var one = ActorSystem.Create("one", dispatcher.Setup);
        var other = ActorSystem.Create("other", dispatcher.Setup);
        dispatcher.Advance(Second);

        ((DeterministicScheduler)other.Scheduler).WallClockOffset = TimeSpan.FromHours(-1);

        Assert.Equal(TimeSpan.FromHours(1), one.Scheduler.Now - other.Scheduler.Now);
        Assert.Equal(one.Scheduler.MonotonicClock, other.Scheduler.MonotonicClock);
    }

    [Fact]
    public void A_message_from_another_thread_into_a_running_dispatcher_is_refused()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var system = ActorSystem.Create("node", dispatcher.Setup);
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        Exception? refusal = null;
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second, () =>
        {
            var thread = new Thread(() => refusal = Record.Exception(() => echo.Tell("from outside")));
            thread.Start();
            thread.Join();
        });

        dispatcher.Advance(Second);

        Assert.Contains("another thread", Assert.IsType<InvalidOperationException>(refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_cannot_run_the_dispatcher_that_runs_it()
    {
        var dispatcher = new DeterministicDispatcher(1);
        dispatcher.Scheduler.Advanced.ScheduleOnce(Second, () => dispatcher.Advance(Second));

        Assert.Throws<InvalidOperationException>(() => dispatcher.Advance(Second));
    }

    [Fact]
    public void Actors_that_keep_each_other_busy_for_ever_are_found_out()
    {
        var dispatcher = new DeterministicDispatcher(1) { MaxStepsPerInstant = 1000 };
        var system = ActorSystem.Create("node", dispatcher.Setup);
        var one = system.ActorOf(Props.Create(() => new Echo()), "one");
        var other = system.ActorOf(Props.Create(() => new Echo()), "other");
        one.Tell("ball", other);

        var failure = Assert.Throws<InvalidOperationException>(() => dispatcher.Advance(Second));

        Assert.Contains("akka://node/user/o", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trace_shows_every_delivery()
    {
        var dispatcher = new DeterministicDispatcher(1);
        var system = ActorSystem.Create("node", dispatcher.Setup);
        var trace = new List<string>();
        dispatcher.Trace = (time, path, message) => trace.Add($"{time} {path.Name} {message}");

        system.ActorOf(Props.Create(() => new Echo()), "echo").Tell("hello", ActorRefs.NoSender);
        dispatcher.RunUntilIdle();

        Assert.Equal(["00:00:00 echo hello"], trace);
        Assert.Equal(1, dispatcher.DeliveredCount);
    }

    [Fact]
    public void A_foreign_synchronization_context_does_not_lead_continuations_astray()
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        try
        {
            var dispatcher = new DeterministicDispatcher(1);
            var system = ActorSystem.Create("node", dispatcher.Setup);
            var echo = system.ActorOf(Props.Create(() => new Echo()));
            var threads = new List<int>();
            async Task AskTwice()
            {
                await echo.Ask<string>("one").ConfigureAwait(false);
                threads.Add(Environment.CurrentManagedThreadId);
                await echo.Ask<string>("two").ConfigureAwait(false);
                threads.Add(Environment.CurrentManagedThreadId);
            }

            var asked = AskTwice();
            dispatcher.RunUntilIdle();

            Assert.True(asked.IsCompletedSuccessfully);
            Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], threads);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private static (ulong Hash, long Count, string Order) Gossip(ulong seed)
    {
        var dispatcher = new DeterministicDispatcher(seed);
        var nodes = Enumerable.Range(0, 20).Select(i => ActorSystem.Create($"node{i}", dispatcher.Setup)).ToArray();
        var actors = nodes.Select(node => node.ActorOf(Props.Create(() => new Ticking()), "ticking")).ToArray();
        var order = new System.Text.StringBuilder();
        dispatcher.Trace = (_, path, _) => order.Append(path.Address.System).Append(' ');
        for (var i = 0; i < actors.Length; i++) actors[i].Tell(actors[(i + 1) % actors.Length]);
        dispatcher.Advance(Second * 5);
        return (dispatcher.Hash, dispatcher.DeliveredCount, order.ToString());
    }

    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        private IActorRef _next = ActorRefs.Nobody;

        public Ticking()
        {
            Receive<IActorRef>(next => _next = next);
            Receive<string>(_ => _next.Tell(3));
            Receive<int>(left =>
            {
                if (left > 0) _next.Tell(left - 1);
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromMilliseconds(100));
    }
}
