using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace MeshNet.Kernel.Tests;

public sealed class ThreadPoolTests : TestKit
{
    private const int Senders = 8;
    private const int MessagesEach = 20_000;

    [Fact]
    public async Task However_many_threads_send_no_message_is_lost_and_each_senders_order_is_kept()
    {
        var lastOf = new int[Senders];
        var disorder = 0;
        var done = new TaskCompletionSource();
        var left = Senders * MessagesEach;
        var actor = ActorOf(() => new Acting<(int Sender, int Number)>(message =>
        {
            if (message.Number != ++lastOf[message.Sender]) disorder++;
            if (--left == 0) done.SetResult();
        }));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var number = 1; number <= MessagesEach; number++) actor.Tell((sender, number));
        })));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(0, disorder);
    }

    [Fact]
    public async Task An_actor_runs_on_one_thread_at_a_time()
    {
        var inside = 0;
        var overlaps = 0;
        var left = Senders * 1000;
        var done = new TaskCompletionSource();
        var actor = ActorOf(() => new Acting<string>(_ =>
        {
            if (Interlocked.Increment(ref inside) != 1) overlaps++;
            Thread.SpinWait(50);
            Interlocked.Decrement(ref inside);
            if (--left == 0) done.SetResult();
        }));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++) actor.Tell("go");
        })));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Every_message_is_either_handled_or_a_dead_letter_when_the_actor_stops_in_between()
    {
        for (var round = 0; round < 50; round++)
        {
            var handled = 0;
            var deadBefore = Sys.Counters.DeadLetters;
            var actor = ActorOf(() => new Acting<string>(_ => handled++));

            var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 500; i++) actor.Tell("go");
            })));
            Sys.Stop(actor);
            await sending;

            AwaitAssert(() => Assert.Equal(2000, Volatile.Read(ref handled) + Sys.Counters.DeadLetters - deadBefore), TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task Messages_sent_while_an_asynchronous_handler_waits_are_handled_after_it()
    {
        for (var round = 0; round < 100; round++)
        {
            var count = 0;
            var done = new TaskCompletionSource();
            var actor = ActorOf(() => new Awaiting(() =>
            {
                if (++count == 100) done.SetResult();
            }));

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 25; i++) actor.Tell("go");
            })));
            await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task Many_asks_at_once_are_all_answered()
    {
        var echo = ActorOf(() => new Echo());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => echo.Ask<int>(i, TimeSpan.FromSeconds(30))));

        Assert.Equal(Enumerable.Range(0, 10_000), answers);
    }

    [Fact]
    public async Task Continuations_of_an_ask_do_not_run_inside_the_actor_that_answers()
    {
        var gate = new TaskCompletionSource();
        var echo = ActorOf(() => new Echo());

        // Were the continuation to run inside the echo, it would block it, and the second question would never be answered.
        // It is attached on a thread of the pool, since one to an answer that is there already runs, and blocks, where it is attached.
        var first = Task.Run(() => echo.Ask<string>("one").ContinueWith(
            _ => gate.Task.Wait(TimeSpan.FromSeconds(30)), TaskContinuationOptions.ExecuteSynchronously));
        Assert.Equal("two", await echo.Ask<string>("two", TimeSpan.FromSeconds(10)));
        gate.SetResult();

        Assert.True(await first);
    }

    [Fact]
    public async Task A_busy_actor_does_not_starve_the_others()
    {
        var stop = new TaskCompletionSource();
        var busy = Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => ActorOf(() => new Spinning(stop.Task))).ToArray();
        foreach (var actor in busy) actor.Tell("spin");

        var echo = ActorOf(() => new Echo());
        for (var i = 0; i < 100; i++) Assert.Equal(i, await echo.Ask<int>(i, TimeSpan.FromSeconds(30)));

        stop.SetResult();
    }

    [Fact]
    public void The_real_scheduler_fires_once_repeatedly_and_not_after_it_was_cancelled()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(20), TestActor, "once", ActorRefs.NoSender);
        ExpectMsg("once");

        var cancelable = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), TestActor, "again", ActorRefs.NoSender);
        ReceiveN(3);
        cancelable.Cancel();
        Assert.True(cancelable.IsCancellationRequested);
        ReceiveWhile(TimeSpan.FromMilliseconds(50), message => message);
        ExpectNoMsg(50);
    }

    [Fact]
    public void A_failing_scheduled_action_is_logged_and_the_next_one_runs()
    {
        EventFilter.Exception<InvalidOperationException>("scheduled").ExpectOne(() =>
            Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => throw new InvalidOperationException("scheduled")));
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => TestActor.Tell("next", ActorRefs.NoSender));

        ExpectMsg("next");
    }

    [Fact]
    public void Time_passes_by_itself()
    {
        var before = Sys.Scheduler.MonotonicClock;

        AwaitCondition(() => Sys.Scheduler.MonotonicClock > before && Sys.Uptime > TimeSpan.Zero);

        Assert.InRange(Sys.Scheduler.Now - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Disposing_of_a_system_waits_for_its_end()
    {
        var order = new ConcurrentQueue<string>();
        var system = ActorSystem.Create("disposed", ActorSystemSetup.Create(new DispatcherSetup(new ThreadPoolDispatcher()), new LoggingSetup(LogLevel.ErrorLevel)));
        system.ActorOf(Props.Create(() => new Stopping(() => order.Enqueue("stopped"))));

        system.Dispose();
        order.Enqueue("disposed");

        Assert.Equal(["stopped", "disposed"], order);
    }

    private sealed class Acting<T> : ReceiveActor
    {
        public Acting(Action<T> act) => Receive(act);
    }

    private sealed class Awaiting : ReceiveActor
    {
        public Awaiting(Action after) => ReceiveAnyAsync(async _ =>
        {
            await Task.Yield();
            after();
        });
    }

    private sealed class Spinning : ReceiveActor
    {
        public Spinning(Task until) => ReceiveAny(message =>
        {
            if (!until.IsCompleted) Self.Tell(message);
        });
    }

    private sealed class Stopping(Action onStop) : UntypedActor
    {
        protected override void PostStop() => onStop();

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
