using Akka.Actor;

namespace MeshNet.Deterministic.Tests;

/// <summary>Who runs, for how long, and on which thread.</summary>
public sealed class TurnTests
{
    /// <summary>Akka would handle one more.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_turn_is_as_many_messages_as_the_throughput_says(int throughput)
    {
        DeterministicLoop loop = new(1, new LoopOptions { Throughput = throughput });
        ActorSystem system = loop.CreateSystem("test");
        List<string> handled = [];
        IActorRef[] actors = [.. new[] { "a", "b" }.Select(name => system.ActorOf(Made.By(() => new Doing((_, _) => handled.Add(name))), name))];
        loop.RunUntilIdle();
        for (int i = 0; i < 800; i++)
        {
            actors[i % 2].Tell(i);
        }

        loop.RunUntilIdle();
        int[] runs = [.. Runs(handled)];
        Assert.Equal(800, handled.Count);
        Assert.All(runs, run => Assert.Equal(0, run % throughput));
        Assert.Contains(throughput, runs);
    }

    /// <summary>With a context set, as xunit does, the runtime hands what follows PipeTo's await to the thread pool.</summary>
    [Fact]
    public void Piped_results_come_on_the_loop()
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext context = new SomeContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            DeterministicLoop loop = new(1);
            TaskCompletionSource<string> work = new();
            List<object> received = [];
            IActorRef actor = loop.CreateSystem("test").ActorOf(Made.By(() => new Doing((self, message) =>
            {
                received.Add(message);
                if (message is "start")
                {
                    work.Task.PipeTo(self.Self);
                }
            })));
            actor.Tell("start");
            loop.Schedule(TimeSpan.FromSeconds(1), () => work.SetResult("done"));
            loop.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(["start", "done"], received);
            Assert.Same(context, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    [Fact]
    public void A_message_from_another_thread_is_found_out()
    {
        DeterministicLoop loop = new(1);
        IActorRef actor = loop.CreateSystem("test").ActorOf(Made.By(() => new Doing((_, _) => { })));
        loop.RunUntilIdle();
        loop.Schedule(TimeSpan.Zero, () =>
        {
            Thread other = new(() => actor.Tell("from elsewhere"));
            other.Start();
            other.Join();
        });
        InvalidOperationException found = Assert.Throws<InvalidOperationException>(loop.RunUntilIdle);
        Assert.Contains("another thread", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Actors_that_keep_each_other_busy_for_ever_are_found_out()
    {
        DeterministicLoop loop = new(1, new LoopOptions { MaxTurnsPerInstant = 1000 });
        IActorRef actor = loop.CreateSystem("test").ActorOf(Made.By(() => new Doing((self, message) => self.Self.Tell(message))));
        actor.Tell("again");
        Assert.Throws<InvalidOperationException>(loop.RunUntilIdle);
    }

    [Fact]
    public void An_actor_must_not_run_the_loop()
    {
        DeterministicLoop loop = new(1);
        loop.Schedule(TimeSpan.Zero, loop.RunUntilIdle);
        Assert.Throws<InvalidOperationException>(loop.RunUntilIdle);
    }

    [Fact]
    public void Dispatchers_that_actors_ask_for_by_their_id_are_the_loops_own()
    {
        DeterministicLoop loop = new(1, new LoopOptions { DispatcherIds = ["some.blocking-dispatcher"] });
        int thread = 0;
        Props props = Made.By(() => new Doing((_, _) => thread = Environment.CurrentManagedThreadId)).WithDispatcher("some.blocking-dispatcher");
        loop.CreateSystem("test").ActorOf(props).Tell("who runs?");
        loop.RunUntilIdle();
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Stashed_messages_come_before_those_that_wait()
    {
        DeterministicLoop loop = new(1);
        List<object> received = [];
        IActorRef actor = loop.CreateSystem("test").ActorOf(Made.By(() => new Stashing(received)));
        foreach (string message in new[] { "a", "b", "open", "c" })
        {
            actor.Tell(message);
        }

        loop.RunUntilIdle();
        Assert.Equal(["open", "a", "b", "c"], received);
    }

    private static IEnumerable<int> Runs(List<string> handled)
    {
        int start = 0;
        for (int i = 1; i <= handled.Count; i++)
        {
            if (i == handled.Count || handled[i] != handled[start])
            {
                yield return i - start;
                start = i;
            }
        }
    }

    /// <summary>The runtime takes one of the base class for none.</summary>
    private sealed class SomeContext : SynchronizationContext;

    private sealed class Stashing(List<object> received) : UntypedActor, IWithUnboundedStash
    {
        private bool _isOpen;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (!_isOpen && message is not "open")
            {
                Stash.Stash();
                return;
            }

            received.Add(message);
            if (message is "open")
            {
                _isOpen = true;
                Stash.UnstashAll();
            }
        }
    }
}
