using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class RestartTests : DeterministicTestKit
{
    [Fact]
    public void The_hooks_run_in_order_and_the_failing_message_is_told()
    {
        var actor = ActorOf(() => new Fallible(TestActor));
        ExpectMsg("PreStart");

        actor.Tell(new InvalidOperationException("boom"));

        ExpectMsg("PreRestart boom InvalidOperationException");
        ExpectMsg("PostStop");
        ExpectMsg("PostRestart boom");
        ExpectMsg("PreStart");
        ExpectNoMsg();
    }

    [Fact]
    public void The_mailbox_and_the_reference_live_on_and_the_failing_message_is_not_repeated()
    {
        var observer = CreateTestProbe().Ref;
        var actor = ActorOf(() => new Fallible(observer));

        actor.Tell("before");
        actor.Tell(new InvalidOperationException("boom"));
        actor.Tell("after");

        ExpectMsg("before");
        ExpectMsg("after");
        ExpectNoMsg();
        Assert.Equal(1, Sys.Counters.Restarts);
    }

    [Fact]
    public void The_new_instance_begins_with_its_first_behaviour()
    {
        var actor = ActorOf(() => new Shifting());
        actor.Tell("shift");
        actor.Tell("which?");
        ExpectMsg("second");

        actor.Tell("fail");
        actor.Tell("which?");

        ExpectMsg("first");
    }

    [Fact]
    public void Children_are_stopped_by_default()
    {
        var parent = ActorOf(() => new Parent());
        parent.Tell(Props.Create(() => new Echo()));
        var child = ExpectMsg<IActorRef>();
        Watch(child);

        parent.Tell(new InvalidOperationException("boom"));

        ExpectTerminated(child);
    }

    [Fact]
    public void Children_that_PreRestart_spares_are_restarted()
    {
        var parent = ActorOf(() => new Sparing());
        parent.Tell(Props.Create(() => new Fallible(TestActor)));
        ExpectMsg("PreStart");

        parent.Tell(new InvalidOperationException("boom"));

        ExpectMsg("PreRestart boom ");
        ExpectMsg("PostStop");
        ExpectMsg("PostRestart boom");
        ExpectMsg("PreStart");
    }

    [Fact]
    public void Children_with_the_same_names_can_be_made_again_after_the_restart()
    {
        var parent = ActorOf(() => new WithNamedChild());
        RunUntilIdle();

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => parent.Tell("fail"));
        parent.Tell("child?");

        Assert.Equal("only", ExpectMsg<IActorRef>().Path.Name);
    }

    [Fact]
    public void A_failing_PreRestart_is_logged_and_the_restart_goes_on()
    {
        var actor = ActorOf(() => new FailingHooks { FailIn = "PreRestart" });

        EventFilter.Exception<PreRestartException>().ExpectOne(() => actor.Tell("fail"));
        actor.Tell("alive?");

        ExpectMsg("alive");
    }

    [Fact]
    public void A_failing_PostRestart_stops_the_actor_by_default()
    {
        var actor = Watch(ActorOf(() => new FailingHooks { FailIn = "PostRestart" }));

        EventFilter.Exception<PostRestartException>().ExpectOne(() => actor.Tell("fail"));

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_constructor_that_fails_in_the_restart_stops_the_actor_by_default()
    {
        var made = 0;
        var actor = Watch(ActorOf(() => made++ == 0 ? new FailingHooks() : throw new InvalidOperationException("second construction")));

        actor.Tell("fail");

        ExpectTerminated(actor);
        Assert.Equal(2, made);
    }

    [Fact]
    public void A_supervisor_may_try_again_when_the_restart_has_failed()
    {
        var attempts = 0;
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart)));
        parent.Tell(Props.Create(() => ++attempts is 2 or 3 ? throw new InvalidOperationException($"attempt {attempts}") : new FailingHooks()));
        var child = ExpectMsg<IActorRef>();

        child.Tell("fail");
        child.Tell("alive?");

        ExpectMsg("alive");
        Assert.Equal(4, attempts);
    }

    [Fact]
    public void A_factory_that_gives_one_instance_twice_is_refused()
    {
        FailingHooks? instance = null;
        var actor = Watch(ActorOf(() => instance ??= new FailingHooks()));

        actor.Tell("fail");

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_disposable_instance_is_disposed_of_at_restart_and_at_stop()
    {
        var actor = ActorOf(() => new Disposing(TestActor));

        actor.Tell("fail");
        ExpectMsg("disposed");
        actor.Tell(PoisonPill.Instance);

        ExpectMsg("disposed");
    }

    private sealed class Shifting : ReceiveActor
    {
        public Shifting()
        {
            Receive<string>(text => text == "shift", _ => Become(Second));
            Receive<string>(_ => Sender.Tell("first"));
        }

        private void Second()
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell("second"));
        }
    }

    private sealed class Sparing : ReceiveActor
    {
        public Sparing()
        {
            Receive<Props>(props => Context.ActorOf(props));
            Receive<Exception>(failure => throw failure);
        }

        protected override void PreRestart(Exception reason, object? message) => PostStop();
    }

    private sealed class WithNamedChild : ReceiveActor
    {
        public WithNamedChild()
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell(Context.Child("only")));
        }

        protected override void PreStart() => Context.ActorOf<Echo>("only");
    }

    private sealed class FailingHooks : ReceiveActor
    {
        public FailingHooks()
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell("alive"));
        }

        public string FailIn { get; init; } = "";

        protected override void PreRestart(Exception reason, object? message)
        {
            if (FailIn == "PreRestart") throw new InvalidOperationException("in PreRestart");
        }

        protected override void PostRestart(Exception reason)
        {
            if (FailIn == "PostRestart") throw new InvalidOperationException("in PostRestart");
        }
    }

    private sealed class Disposing(IActorRef observer) : UntypedActor, IDisposable
    {
        public void Dispose() => observer.Tell("disposed");

        protected override void OnReceive(object message) => throw new InvalidOperationException("boom");
    }
}
