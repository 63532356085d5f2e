using MeshNet.Actors.MeshNode;

namespace MeshNet.Actors.Tests.MeshNode;

public sealed class RestartWithBackOffTests : ActorTestKit
{
    private readonly List<TimeSpan> _starts = [];
    private readonly IActorRef _parent;
    private readonly IActorRef _child;
    private bool _cannotStart;

    public RestartWithBackOffTests()
    {
        _parent = Sys.ActorOf(Made.By(() => new Parent(() => new Fragile(this))), "parent");
        _parent.Tell("who?");
        _child = ExpectMsg<IActorRef>();
    }

    [Fact]
    public void A_first_failure_costs_no_time()
    {
        _child.Tell("fail");
        _child.Tell("work");
        RunUntilIdle();

        ExpectMsg("work");
        Assert.Equal(TimeSpan.Zero, Assert.Single(Pauses()));
    }

    [Fact]
    public void Who_fails_again_and_again_is_restarted_at_twice_the_delay_up_to_ten_seconds()
    {
        for (int i = 0; i < 11; i++)
        {
            _child.Tell("fail");
        }

        Advance(TimeSpan.FromMinutes(5));

        Assert.Equal([0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10, 10], Pauses().Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public void What_was_sent_to_it_meanwhile_waits_and_is_answered()
    {
        _child.Tell("fail");
        _child.Tell("fail");
        RunUntilIdle();
        _child.Tell("work");
        RunUntilIdle();
        Assert.False(HasMessages);

        Advance(TimeSpan.FromMilliseconds(100));
        ExpectMsg("work");
    }

    [Fact]
    public void Who_has_worked_for_a_minute_is_well_again()
    {
        _child.Tell("fail");
        _child.Tell("fail");
        Advance(TimeSpan.FromSeconds(70));
        _child.Tell("fail");
        RunUntilIdle();

        Assert.Equal([0, 0.1, 69.9], Pauses().Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public void Who_cannot_even_start_is_tried_again_until_it_can()
    {
        _cannotStart = true;
        _child.Tell("fail");
        _child.Tell("work");
        Advance(TimeSpan.FromSeconds(2));
        Assert.False(HasMessages);

        _cannotStart = false;
        Advance(TimeSpan.FromSeconds(10));
        ExpectMsg("work");
    }

    [Fact]
    public void Its_parent_can_stop_while_it_waits()
    {
        _child.Tell("fail");
        _child.Tell("fail");
        RunUntilIdle();
        Watch(_parent);
        Sys.Stop(_parent);
        RunUntilIdle();

        ExpectMsg<Terminated>();
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _starts.Count);
    }

    /// <summary>The times between its starts.</summary>
    private IEnumerable<TimeSpan> Pauses() => _starts.Zip(_starts.Skip(1), (former, next) => next - former);

    private sealed class Parent(Func<ActorBase> child) : UntypedActor
    {
        private readonly IActorRef _child = Context.ActorOf(Made.By(child), "child");

        protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackOff();

        protected override void OnReceive(object message) => Sender.Tell(_child);
    }

    private sealed class Fragile : UntypedActor
    {
        public Fragile(RestartWithBackOffTests test)
        {
            if (test._cannotStart)
            {
                throw new InvalidOperationException("not today");
            }

            test._starts.Add(test.Loop.Now);
        }

        protected override void OnReceive(object message)
        {
            if (message is "fail")
            {
                throw new InvalidOperationException("the sky fell");
            }

            Sender.Tell(message);
        }
    }
}
