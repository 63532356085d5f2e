using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class LifeCycleTests : DeterministicTestKit
{
    [Fact]
    public void A_poison_pill_takes_its_turn()
    {
        var actor = Watch(ActorOf(() => new Echo()));

        actor.Tell("before");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("after");

        ExpectMsg("before");
        ExpectTerminated(actor);
        ExpectNoMsg();
    }

    [Fact]
    public void Stop_lets_only_the_message_in_hand_be_finished()
    {
        var actor = Watch(ActorOf(() => new StopsItself()));

        actor.Tell("stop");
        actor.Tell("never");

        ExpectMsg("stopping");
        ExpectTerminated(actor);
        ExpectNoMsg();
    }

    [Fact]
    public void Children_stop_before_their_parent()
    {
        var parent = ActorOf(() => new Family("parent", TestActor));
        RunUntilIdle();

        Sys.Stop(parent);

        ExpectMsg("child stopped");
        ExpectMsg("parent stopped");
    }

    [Fact]
    public void Every_actor_identifies_itself()
    {
        var actor = ActorOf(() => new Echo());

        actor.Tell(new Identify(7));

        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal(7, identity.MessageId);
        Assert.Equal(actor, identity.Subject);
    }

    [Fact]
    public void A_stopped_actor_identifies_as_nobody()
    {
        var actor = ActorOf(() => new Echo());
        Sys.Stop(actor);
        RunUntilIdle();

        actor.Tell(new Identify(7));

        Assert.Null(ExpectMsg<ActorIdentity>().Subject);
    }

    [Fact]
    public void GracefulStop_is_true_when_the_actor_has_stopped()
    {
        var stopped = ActorOf(() => new Echo()).GracefulStop(TimeSpan.FromSeconds(1));

        Assert.True(Await(stopped));
    }

    [Fact]
    public void GracefulStop_is_cancelled_when_the_actor_does_not_stop()
    {
        var stopped = ActorOf(() => new Echo()).GracefulStop(TimeSpan.FromSeconds(1), "a message that stops nobody");

        Advance(TimeSpan.FromSeconds(1));

        Assert.True(stopped.IsCanceled);
    }

    [Fact]
    public void WatchAsync_waits_for_the_end()
    {
        var actor = ActorOf(() => new Echo());
        var end = actor.WatchAsync();
        RunUntilIdle();
        Assert.False(end.IsCompleted);

        Sys.Stop(actor);

        Assert.True(Await(end));
    }

    [Fact]
    public void An_exception_in_PostStop_is_logged_and_the_actor_stops_all_the_same()
    {
        var actor = Watch(ActorOf(() => new FailsToStop()));

        EventFilter.Exception<InvalidOperationException>("in PostStop").ExpectOne(() => Sys.Stop(actor));

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_system_stops_its_users_before_its_own_actors()
    {
        ActorOf(() => new Family("user", TestActor));
        ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new Family("system", TestActor)), "service");
        var order = new List<string>();
        SetAutoPilot(AutoPilot.Of((_, message) => order.Add((string)message)));
        var ended = false;
        Sys.RegisterOnTermination(() => ended = true);

        Await(Sys.Terminate());

        Assert.Equal(["child stopped", "user stopped"], order.Take(2));
        Assert.True(ended);
        Assert.True(Sys.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_terminated_system_takes_no_more_actors()
    {
        Await(Sys.Terminate());

        Assert.Throws<InvalidOperationException>(() => ActorOf(() => new Echo()));
    }

    [Fact]
    public void A_failing_termination_callback_does_not_keep_the_others_from_running()
    {
        var ran = false;
        Sys.RegisterOnTermination(() => ran = true);
        Sys.RegisterOnTermination(() => throw new InvalidOperationException("callback"));

        Await(Sys.Terminate());

        Assert.True(ran);
    }

    private sealed class StopsItself : ReceiveActor
    {
        public StopsItself() => ReceiveAny(_ =>
        {
            Context.Stop(Self);
            Sender.Tell("stopping");
        });
    }

    private sealed class Family(string name, IActorRef observer) : UntypedActor
    {
        protected override void PreStart()
        {
            if (name != "child") Context.ActorOf(Props.Create(() => new Family("child", observer)));
        }

        protected override void PostStop() => observer.Tell($"{name} stopped");

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class FailsToStop : UntypedActor
    {
        protected override void PostStop() => throw new InvalidOperationException("in PostStop");

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
