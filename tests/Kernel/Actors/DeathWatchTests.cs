using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class DeathWatchTests : DeterministicTestKit
{
    [Fact]
    public void Terminated_arrives_once_however_often_one_watches()
    {
        var actor = ActorOf(() => new Echo());
        Watch(actor);
        Watch(actor);

        Sys.Stop(actor);

        var terminated = ExpectTerminated(actor);
        Assert.True(terminated.ExistenceConfirmed);
        ExpectNoMsg();
    }

    [Fact]
    public void Watching_a_dead_actor_yields_Terminated_at_once()
    {
        var actor = ActorOf(() => new Echo());
        Sys.Stop(actor);
        RunUntilIdle();

        Watch(actor);

        Assert.False(ExpectTerminated(actor).ExistenceConfirmed);
    }

    [Fact]
    public void Terminated_comes_after_what_the_actor_sent_before()
    {
        var actor = Watch(ActorOf(() => new Echo()));

        actor.Tell("last words");
        actor.Tell(PoisonPill.Instance);

        ExpectMsg("last words");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Unwatch_withdraws_even_a_notice_that_is_in_the_mailbox()
    {
        var actor = ActorOf(() => new Echo());
        var watcher = ActorOf(() => new Watcher(actor, TestActor));
        RunUntilIdle();

        // The watcher waits behind its own asynchronous handler while Terminated comes in.
        var gate = new TaskCompletionSource();
        watcher.Tell(gate.Task);
        RunUntilIdle();
        watcher.Tell("unwatch");
        Sys.Stop(actor);
        RunUntilIdle();
        gate.SetResult();

        ExpectMsg("unwatched");
        ExpectNoMsg();
    }

    [Fact]
    public void WatchWith_delivers_the_message_of_ones_own_from_the_dead()
    {
        var actor = ActorOf(() => new Echo());
        ActorOf(() => new CustomWatcher(actor, TestActor));

        Sys.Stop(actor);

        ExpectMsg(("gone", actor));
    }

    [Fact]
    public void Watching_with_two_messages_is_refused()
    {
        var actor = ActorOf(() => new Echo());

        EventFilter.Exception<ActorInitializationException>(contains: "unwatch it before").ExpectOne(
            () => ActorOf(() => new TwiceWatcher(actor)));
    }

    [Fact]
    public void An_unhandled_Terminated_breaks_the_pact_and_stops_the_watcher()
    {
        var actor = ActorOf(() => new Echo());
        var bound = Watch(ActorOf(() => new Bound(actor)));

        EventFilter.Exception<DeathPactException>().ExpectOne(() => Sys.Stop(actor));

        ExpectTerminated(bound);
    }

    [Fact]
    public void A_parent_hears_of_its_child_and_may_use_the_name_again()
    {
        var parent = ActorOf(() => new Replacing(TestActor));
        ExpectMsg("started child");

        parent.Tell("stop child");

        ExpectMsg("child gone");
        ExpectMsg("started child");
    }

    [Fact]
    public void A_name_is_taken_until_the_child_has_really_stopped()
    {
        EventFilter.Exception<ActorInitializationException>(contains: "'child' is not unique").ExpectOne(() => ActorOf(() => new TooQuick()));
    }

    [Fact]
    public void Nobody_is_dead_from_the_start()
    {
        Watch(ActorRefs.Nobody);

        ExpectTerminated(ActorRefs.Nobody);
    }

    [Fact]
    public void A_watch_survives_the_restart_of_the_watcher()
    {
        var actor = ActorOf(() => new Echo());
        var watcher = ActorOf(() => new Watcher(actor, TestActor));
        watcher.Tell(new InvalidOperationException("boom"));
        RunUntilIdle();

        Sys.Stop(actor);

        ExpectMsg("terminated");
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef subject, IActorRef observer)
        {
            Context.Watch(subject);
            Receive<Exception>(failure => throw failure);
            ReceiveAsync<Task>(task => task);
            Receive<Terminated>(_ => observer.Tell("terminated"));
            Receive<string>(_ =>
            {
                Context.Unwatch(subject);
                observer.Tell("unwatched");
            });
        }
    }

    private sealed class CustomWatcher : ReceiveActor
    {
        public CustomWatcher(IActorRef subject, IActorRef observer)
        {
            Context.WatchWith(subject, "gone");
            Receive<string>(text => observer.Tell((text, Sender)));
        }
    }

    private sealed class TwiceWatcher : ReceiveActor
    {
        public TwiceWatcher(IActorRef subject)
        {
            Context.WatchWith(subject, "one");
            Context.WatchWith(subject, "two");
        }
    }

    private sealed class Bound : UntypedActor
    {
        public Bound(IActorRef subject) => Context.Watch(subject);

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Replacing : ReceiveActor
    {
        private readonly IActorRef _observer;

        public Replacing(IActorRef observer)
        {
            _observer = observer;
            Receive<string>(_ => Context.Stop(Context.Child("child")));
            Receive<Terminated>(_ =>
            {
                observer.Tell("child gone");
                StartChild();
            });
        }

        protected override void PreStart() => StartChild();

        private void StartChild()
        {
            Context.Watch(Context.ActorOf<Echo>("child"));
            _observer.Tell("started child");
        }
    }

    private sealed class TooQuick : ReceiveActor
    {
        protected override void PreStart()
        {
            Context.Stop(Context.ActorOf<Echo>("child"));
            Context.ActorOf<Echo>("child");
        }
    }
}
