using Akka.Actor;
using Akka.Event;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class BehaviorTests : DeterministicTestKit
{
    [Fact]
    public void The_first_handler_that_fits_takes_the_message()
    {
        var actor = ActorOf(() => new Ordered());

        actor.Tell(1);
        actor.Tell(11);
        actor.Tell("text");
        actor.Tell(1.5);

        ExpectMsg("small");
        ExpectMsg("large");
        ExpectMsg("took it itself");
        ExpectMsg("any");
    }

    [Fact]
    public void A_handler_by_type_takes_subtypes()
    {
        var actor = ActorOf(() => new ByType());

        actor.Tell(new ArgumentNullException());
        ExpectMsg("argument");
        actor.Tell(new InvalidOperationException());
        ExpectMsg("other");
    }

    [Fact]
    public void A_handler_outside_of_constructor_and_Become_is_refused()
    {
        var actor = ActorOf(() => new Late());

        EventFilter.Exception<InvalidOperationException>(contains: "outside of its constructor").ExpectOne(() => actor.Tell("now"));
    }

    [Fact]
    public void Nothing_may_follow_ReceiveAny()
    {
        EventFilter.Exception<ActorInitializationException>(contains: "declare ReceiveAny last").ExpectOne(() => ActorOf(() => new AnyFirst()));
    }

    [Fact]
    public void Become_replaces_and_BecomeStacked_lays_over()
    {
        var actor = ActorOf(() => new Stacked());

        foreach (var message in new object[] { "push", "?", "pop", "?", "pop", "?", "replace", "?", "pop", "?" }) actor.Tell(message);

        ExpectMsg("over");
        ExpectMsg("base");
        ExpectMsg("base");
        ExpectMsg("replaced");
        ExpectMsg("replaced");
    }

    [Fact]
    public void Become_in_the_constructor_is_the_first_behaviour()
    {
        var actor = ActorOf(() => new BecomesAtOnce());

        actor.Tell("?");

        ExpectMsg("become");
    }

    [Fact]
    public void An_untyped_actor_can_become_something_else()
    {
        var actor = ActorOf(() => new Untyped());

        actor.Tell("?");
        actor.Tell("?");

        ExpectMsg("first");
        ExpectMsg("second");
    }

    [Fact]
    public void What_no_handler_takes_is_published_as_unhandled_and_counted()
    {
        var actor = ActorOf(() => new OnlyStrings());
        Sys.EventStream.Subscribe<UnhandledMessage>(TestActor);

        actor.Tell(42);

        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal(42, unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
        Assert.Equal(1, Sys.Counters.Unhandled);
    }

    [Fact]
    public void An_actor_cannot_be_made_by_new() =>
        Assert.Throws<ActorInitializationException>(() => new Echo());

    [Fact]
    public void There_is_no_context_outside_of_an_actor()
    {
        var leak = ActorOfAsTestActorRef(() => new LeaksContext());

        Assert.Throws<NotSupportedException>(() => leak.UnderlyingActor.Name());
    }

    [Fact]
    public void Props_make_actors_by_type_and_arguments_too()
    {
        var actor = Sys.ActorOf(Props.Create<Named>("a name"));

        actor.Tell("?");

        ExpectMsg("a name");
        Assert.Throws<ArgumentException>(() => Props.Create(typeof(string)));
    }

    [Fact]
    public void Empty_props_make_an_actor_that_handles_nothing()
    {
        Sys.EventStream.Subscribe<UnhandledMessage>(TestActor);

        Sys.ActorOf(Props.Empty).Tell("hello");

        ExpectMsg<UnhandledMessage>();
    }

    private sealed class Ordered : ReceiveActor
    {
        public Ordered()
        {
            Receive<int>(number => number < 10, _ => Sender.Tell("small"));
            Receive<int>(_ => Sender.Tell("large"));
            Receive<string>(text =>
            {
                Sender.Tell("took it itself");
                return text.Length > 0;
            });
            ReceiveAny(_ => Sender.Tell("any"));
        }
    }

    private sealed class OnlyStrings : ReceiveActor
    {
        public OnlyStrings() => Receive<string>(_ => { });
    }

    private sealed class ByType : ReceiveActor
    {
        public ByType()
        {
            foreach (var type in new[] { typeof(ArgumentException) }) Receive(type, _ => Sender.Tell("argument"));
            Receive<Exception>(_ => Sender.Tell("other"));
        }
    }

    private sealed class Late : ReceiveActor
    {
        public Late() => Receive<string>(_ => Receive<int>(_ => { }));
    }

    private sealed class AnyFirst : ReceiveActor
    {
        public AnyFirst()
        {
            ReceiveAny(_ => { });
            Receive<string>(_ => { });
        }
    }

    private sealed class Stacked : ReceiveActor
    {
        public Stacked()
        {
            Receive<string>(text => text == "push", _ => BecomeStacked(Over));
            Receive<string>(text => text == "replace", _ => Become(Replaced));
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell("base"));
        }

        private void Over()
        {
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell("over"));
        }

        private void Replaced()
        {
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(_ => Sender.Tell("replaced"));
        }
    }

    private sealed class BecomesAtOnce : ReceiveActor
    {
        public BecomesAtOnce()
        {
            Receive<string>(_ => Sender.Tell("constructor"));
            Become(() => Receive<string>(_ => Sender.Tell("become")));
        }
    }

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            Sender.Tell("first");
            Context.Become(_ => Sender.Tell("second"));
        }
    }

    private sealed class LeaksContext : UntypedActor
    {
        public string Name()
        {
            var context = Context;
            return $"{context.Self.Path.Name} {Self}";
        }

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Named(string name) : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(name);
    }
}
