using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class StashTests : DeterministicTestKit
{
    [Fact]
    public void Stashed_messages_come_back_before_all_others_in_their_order()
    {
        var actor = ActorOf(() => new Closed());

        foreach (var message in new[] { "a", "b", "open", "c" }) actor.Tell(message);

        ExpectMsg("a");
        ExpectMsg("b");
        ExpectMsg("c");
    }

    [Fact]
    public void They_come_back_with_their_senders()
    {
        var actor = ActorOf(() => new Closed());
        var probe = CreateTestProbe();

        probe.Send(actor, "from the probe");
        actor.Tell("open");

        probe.ExpectMsg("from the probe");
    }

    [Fact]
    public void Unstash_brings_the_oldest_one_back()
    {
        var actor = ActorOf(() => new Closed());

        foreach (var message in new[] { "a", "b", "one", "c" }) actor.Tell(message);

        ExpectMsg("a");
        ExpectMsg("c");
        ExpectNoMsg();
    }

    [Fact]
    public void Stashing_one_message_twice_is_refused()
    {
        var actor = ActorOf(() => new Closed());

        EventFilter.Exception<IllegalActorStateException>(contains: "more than once").ExpectOne(() => actor.Tell("twice"));
    }

    [Fact]
    public void The_same_object_sent_twice_is_two_messages()
    {
        var actor = ActorOf(() => new Closed());
        var message = "again";

        actor.Tell(message);
        actor.Tell(message);
        actor.Tell("open");

        ExpectMsg(message);
        ExpectMsg(message);
    }

    [Fact]
    public void A_full_stash_fails_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Closed()).WithStashCapacity(2));
        actor.Tell("a");
        actor.Tell("b");

        EventFilter.Exception<StashOverflowException>().ExpectOne(() => actor.Tell("c"));
    }

    [Fact]
    public void A_restart_puts_the_stash_back_into_the_mailbox()
    {
        var actor = ActorOf(() => new Closed());

        foreach (var message in new[] { "a", "b", "fail", "open" }) actor.Tell(message);

        ExpectMsg("a");
        ExpectMsg("b");
    }

    [Fact]
    public void Those_that_a_predicate_picks_come_back_and_the_others_are_forgotten()
    {
        var actor = ActorOf(() => new Closed());

        foreach (var message in new[] { "a", "b", "a", "only a", "c" }) actor.Tell(message);

        ExpectMsg("a");
        ExpectMsg("a");
        ExpectMsg("c");
        ExpectNoMsg();
    }

    [Fact]
    public void What_is_stashed_when_the_actor_stops_is_a_dead_letter()
    {
        var actor = ActorOf(() => new Closed());
        actor.Tell("a");
        actor.Tell("b");

        EventFilter.DeadLetter<string>().Expect(2, () => Sys.Stop(actor));
    }

    [Fact]
    public void Terminated_can_be_stashed()
    {
        var subject = ActorOf(() => new Echo());
        var actor = ActorOf(() => new StashesTerminated(subject));
        RunUntilIdle();

        Sys.Stop(subject);
        RunUntilIdle();
        actor.Tell("open");

        ExpectMsg("terminated");
    }

    private sealed class Closed : ReceiveActor, IWithUnboundedStash
    {
        public Closed()
        {
            Receive<string>(text => text == "open", _ => Open(stash => stash.UnstashAll()));
            Receive<string>(text => text == "one", _ => Open(stash => stash.Unstash()));
            Receive<string>(text => text == "only a", _ => Open(stash => stash.UnstashAll(envelope => envelope.Message is "a")));
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(text => text == "twice", _ =>
            {
                Stash.Stash();
                Stash.Stash();
            });
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;

        private void Open(Action<IStash> unstash)
        {
            Become(() => ReceiveAny(message => Sender.Tell(message)));
            unstash(Stash);
        }
    }

    private sealed class StashesTerminated : ReceiveActor, IWithStash
    {
        private IActorRef _asker = ActorRefs.Nobody;

        public StashesTerminated(IActorRef subject)
        {
            Context.Watch(subject);
            Receive<Terminated>(_ => Stash.Stash());
            Receive<string>(_ =>
            {
                _asker = Sender;
                Become(() => Receive<Terminated>(_ => _asker.Tell("terminated")));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}
