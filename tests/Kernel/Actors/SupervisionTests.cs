using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class SupervisionTests : DeterministicTestKit
{
    [Fact]
    public void Resume_keeps_the_instance_and_its_state()
    {
        var counter = Child(new OneForOneStrategy(_ => Directive.Resume), Props.Create(() => new Counter()));

        counter.Tell("count");
        counter.Tell("fail");
        counter.Tell("count");

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Restart_loses_the_state()
    {
        var counter = Child(new OneForOneStrategy(_ => Directive.Restart), Props.Create(() => new Counter()));

        counter.Tell("count");
        counter.Tell("fail");
        counter.Tell("count");

        ExpectMsg(1);
        ExpectMsg(1);
    }

    [Fact]
    public void Stop_stops()
    {
        var counter = Watch(Child(new OneForOneStrategy(_ => Directive.Stop), Props.Create(() => new Counter())));

        counter.Tell("fail");

        ExpectTerminated(counter);
    }

    [Fact]
    public void Escalate_makes_the_parent_fail_with_the_same_exception()
    {
        var grandparent = ActorOf(() => new Parent(new OneForOneStrategy(failure =>
        {
            TestActor.Tell(failure.Message, ActorRefs.NoSender);
            return Directive.Stop;
        })));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate))));
        var parent = Watch(ExpectMsg<IActorRef>());
        parent.Tell(Props.Create(() => new Counter()));
        var child = ExpectMsg<IActorRef>();

        child.Tell("fail");

        ExpectMsg("boom");
        ExpectTerminated(parent);
    }

    [Fact]
    public void A_parent_that_is_resumed_after_escalating_resumes_the_child_that_failed()
    {
        var grandparent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Resume)));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate))));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Counter()));
        var child = ExpectMsg<IActorRef>();
        child.Tell("count");
        ExpectMsg(1);

        child.Tell("fail");
        child.Tell("count");

        ExpectMsg(2);
    }

    [Fact]
    public void AllForOne_restarts_the_siblings_too()
    {
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Restart)));
        parent.Tell(Props.Create(() => new Counter()));
        var failing = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Counter()));
        var sibling = ExpectMsg<IActorRef>();
        sibling.Tell("count");
        ExpectMsg(1);

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => failing.Tell("fail"));
        RunUntilIdle();
        sibling.Tell("count");

        ExpectMsg(1);
        Assert.Equal(2, Sys.Counters.Restarts);
    }

    [Fact]
    public void AllForOne_stops_all()
    {
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Stop)));
        parent.Tell(Props.Create(() => new Counter()));
        var failing = Watch(ExpectMsg<IActorRef>());
        parent.Tell(Props.Create(() => new Counter()));
        var sibling = Watch(ExpectMsg<IActorRef>());

        failing.Tell("fail");

        Assert.Equal(
            new[] { failing, sibling }.Order(),
            ReceiveN(2).Cast<Terminated>().Select(terminated => terminated.ActorRef).Order());
    }

    [Fact]
    public void After_so_many_restarts_the_child_is_stopped()
    {
        var counter = Watch(Child(new OneForOneStrategy(2, null, _ => Directive.Restart), Props.Create(() => new Counter())));

        counter.Tell("fail");
        counter.Tell("fail");
        counter.Tell("count");
        ExpectMsg(1);
        counter.Tell("fail");

        ExpectTerminated(counter);
    }

    [Fact]
    public void The_count_of_restarts_begins_anew_with_each_window()
    {
        var counter = Watch(Child(new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart), Props.Create(() => new Counter())));

        for (var i = 0; i < 5; i++)
        {
            counter.Tell("fail");
            Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1));
        }

        ExpectNoMsg(TimeSpan.Zero);
        counter.Tell("fail");
        counter.Tell("fail");
        ExpectTerminated(counter);
    }

    [Fact]
    public void No_retries_means_stop_at_the_first_failure()
    {
        var counter = Watch(Child(new OneForOneStrategy(0, null, _ => Directive.Restart), Props.Create(() => new Counter())));

        counter.Tell("fail");

        ExpectTerminated(counter);
    }

    [Fact]
    public void By_default_a_failing_constructor_stops_the_child()
    {
        var actor = Sys.ActorOf(Props.Create<Counter>(() => throw new InvalidOperationException("construction")));
        Watch(actor);

        ExpectTerminated(actor);
    }

    [Fact]
    public void By_default_a_failing_PreStart_stops_the_child_and_says_why()
    {
        var actor = ActorRefs.Nobody;

        EventFilter.Exception<ActorInitializationException>(contains: "in PreStart").ExpectOne(() => actor = ActorOf(() => new FailsToStart()));

        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Kill_stops_by_default_and_is_the_deciders_to_judge()
    {
        var killed = Watch(ActorOf(() => new Counter()));
        killed.Tell(Kill.Instance);
        ExpectTerminated(killed);

        var spared = Child(new OneForOneStrategy(failure => failure is ActorKilledException ? Directive.Resume : Directive.Stop), Props.Create(() => new Counter()));
        spared.Tell(Kill.Instance);
        spared.Tell("count");
        ExpectMsg(1);
    }

    [Fact]
    public void A_decider_can_be_written_as_a_table()
    {
        var decider = Decider.From(Directive.Escalate, Directive.Stop.When<ArgumentException>(), Directive.Resume.When<InvalidOperationException>());

        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Resume, decider.Decide(new InvalidOperationException()));
        Assert.Equal(Directive.Escalate, decider.Decide(new TimeoutException()));
    }

    [Fact]
    public void The_strategy_of_the_props_goes_before_that_of_the_class()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Restart)))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop)));
        parent.Tell(Props.Create(() => new Counter()));
        var child = Watch(ExpectMsg<IActorRef>());

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void While_a_child_waits_for_the_verdict_it_handles_nothing()
    {
        var verdict = Directive.Resume;
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => verdict)));
        parent.Tell(Props.Create(() => new Counter()));
        var child = ExpectMsg<IActorRef>();
        Dispatcher.Pause(Sys);
        child.Tell("fail");
        child.Tell("count");
        Dispatcher.Resume(Sys);

        ExpectMsg(1);
        Assert.False(HasMessages);
    }

    [Fact]
    public void A_failure_of_the_decider_itself_is_escalated()
    {
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => throw new NotSupportedException("decider"))));
        parent.Tell(Props.Create(() => new Counter()));
        var child = ExpectMsg<IActorRef>();

        EventFilter.Exception<NotSupportedException>().ExpectOne(() => child.Tell("fail"));
    }

    private IActorRef Child(SupervisorStrategy strategy, Props props)
    {
        ActorOf(() => new Parent(strategy)).Tell(props);
        return ExpectMsg<IActorRef>();
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter()
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell(++_count));
        }
    }

    private sealed class FailsToStart : UntypedActor
    {
        protected override void PreStart() => throw new InvalidOperationException("in PreStart");

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
