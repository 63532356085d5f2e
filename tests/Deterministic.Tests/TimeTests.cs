using Akka.Actor;

namespace MeshNet.Deterministic.Tests;

/// <summary>Timers, and answers that are waited for, in virtual time.</summary>
public sealed class TimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DeterministicLoop _loop = new(1);

    [Fact]
    public void A_timer_fires_at_its_moment_and_one_that_repeats_as_often_as_time_says()
    {
        List<(TimeSpan, object)> received = [];
        IActorRef actor = _loop.CreateSystem("test").ActorOf(Made.By(() => new Timed((message) => received.Add((_loop.Now, message)))));
        _loop.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Equal([(Second, "tick"), (1.5 * Second, "once"), (2 * Second, "tick"), (3 * Second, "tick")], received);
        actor.Tell(PoisonPill.Instance);
        _loop.Advance(10 * Second);
        Assert.Equal(4, received.Count);
    }

    [Fact]
    public void What_is_due_at_one_moment_comes_in_the_order_of_arming()
    {
        List<int> fired = [];
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            _loop.Schedule(Second, () => fired.Add(number));
        }

        _loop.Advance(Second);
        Assert.Equal(Enumerable.Range(0, 100), fired);
    }

    [Fact]
    public void A_timer_that_is_called_off_does_not_fire()
    {
        ActorSystem system = _loop.CreateSystem("test");
        bool hasFired = false;
        Cancelable cancelable = new(system.Scheduler);
        system.Scheduler.Advanced.ScheduleOnce(Second, () => hasFired = true, cancelable);
        cancelable.CancelAfter(0.5 * Second);
        _loop.Advance(2 * Second);
        Assert.False(hasFired);
    }

    [Fact]
    public void Timers_that_are_called_off_all_day_long_do_not_pile_up()
    {
        TimerHeap timers = new();
        Cancelable cancelable = new((IActionScheduler?)null);
        cancelable.Cancel();
        for (int i = 0; i < 100_000; i++)
        {
            timers.Add(new LoopTimer(null, Second, () => { }, null, cancelable));
        }

        Assert.InRange(timers.Count, 1, 2048);
    }

    [Fact]
    public void A_question_is_answered_or_given_up_in_virtual_time()
    {
        ActorSystem system = _loop.CreateSystem("test");
        IActorRef echo = system.ActorOf(Made.By(() => new Doing((self, message) => self.Sender.Tell(message))));
        IActorRef failing = system.ActorOf(Made.By(() => new Doing((self, _) => self.Sender.Tell(new Status.Failure(new InvalidOperationException("no"))))));
        IActorRef silent = system.ActorOf(Made.By(() => new Doing((_, _) => { })));

        Task<string> answered = _loop.Ask<string>(echo, "hello", Second);
        Task<string> failed = _loop.Ask<string>(failing, "hello", Second);
        Task<int> mistaken = _loop.Ask<int>(echo, "hello", Second);
        Task<string> silence = _loop.Ask<string>(silent, "hello", Second);
        _loop.RunUntilIdle();
        Assert.Equal("hello", answered.Result);
        Assert.IsType<InvalidOperationException>(failed.Exception!.InnerException);
        Assert.IsType<InvalidCastException>(mistaken.Exception!.InnerException);
        Assert.False(silence.IsCompleted);
        _loop.Advance(Second);
        Assert.IsType<AskTimeoutException>(silence.Exception!.InnerException);
    }

    [Fact]
    public void A_time_of_day_that_is_off_is_one_systems_own()
    {
        ActorSystem off = _loop.CreateSystem("off");
        ActorSystem right = _loop.CreateSystem("right");
        ((VirtualScheduler)off.Scheduler).WallClockOffset = Second;
        _loop.Advance(Second);
        Assert.Equal(_loop.UtcNow, right.Scheduler.Now);
        Assert.Equal(_loop.UtcNow + Second, off.Scheduler.Now);
        Assert.Equal(Second, off.Scheduler.MonotonicClock);
    }

    private sealed class Timed : UntypedActor, IWithTimers
    {
        private readonly Action<object> _receive;

        public Timed(Action<object> receive) => _receive = receive;

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            Timers.StartPeriodicTimer("tick", "tick", Second);
            Timers.StartSingleTimer("once", "once", 1.5 * Second);
        }

        protected override void OnReceive(object message) => _receive(message);
    }
}
