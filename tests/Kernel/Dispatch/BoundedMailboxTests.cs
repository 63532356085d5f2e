using Akka.Actor;
using Akka.Event;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class BoundedMailboxTests : DeterministicTestKit
{
    private const int Capacity = 3;

    public BoundedMailboxTests()
        : base(ActorSystemSetup.Create(MailboxSetup.Empty.WithMailbox("small", MailboxSettings.Bounded(Capacity))))
    {
    }

    [Fact]
    public void What_comes_when_it_is_full_is_dropped_published_and_counted()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()).WithBoundedMailbox(Capacity));
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe<Dropped>(probe.Ref);

        for (var i = 0; i < Capacity + 2; i++) actor.Tell(i);

        Assert.Equal([0, 1, 2], ReceiveN(Capacity).Cast<int>());
        ExpectNoMsg();
        var dropped = probe.ExpectMsg<Dropped>();
        Assert.Equal(3, dropped.Message);
        Assert.Equal(actor, dropped.Recipient);
        Assert.Equal(TestActor, dropped.Sender);
        Assert.Contains("3 messages", dropped.Reason, StringComparison.Ordinal);
        probe.ExpectMsg<Dropped>(second => Assert.Equal(4, second.Message));
        Assert.Equal(2, Sys.Counters.Dropped);
    }

    [Fact]
    public void There_is_room_again_when_messages_have_been_handled()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()).WithBoundedMailbox(1));

        for (var i = 0; i < 100; i++)
        {
            actor.Tell(i);
            ExpectMsg(i);
        }

        Assert.Equal(0, Sys.Counters.Dropped);
    }

    [Fact]
    public void A_mailbox_can_be_described_by_a_name()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()).WithMailbox("small"));

        for (var i = 0; i < Capacity + 2; i++) actor.Tell(i);
        RunUntilIdle();

        Assert.Equal(2, Sys.Counters.Dropped);
    }

    [Fact]
    public void A_name_that_nobody_described_is_refused() =>
        Assert.Throws<ArgumentException>(() => Sys.ActorOf(Props.Create(() => new Echo()).WithMailbox("unknown")));

    [Fact]
    public void A_full_mailbox_still_takes_the_notice_of_a_death()
    {
        var subject = ActorOf(() => new Echo());
        var actor = Sys.ActorOf(Props.Create(() => new Watching(subject, TestActor)).WithBoundedMailbox(1));
        RunUntilIdle();
        var gate = Block(actor);
        actor.Tell("fills it");

        Sys.Stop(subject);
        RunUntilIdle();
        gate.SetResult();

        ExpectMsg("terminated");
    }

    [Fact]
    public void A_full_mailbox_takes_one_tick_of_each_timer_and_no_more()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Watching(ActorRefs.Nobody, TestActor)).WithBoundedMailbox(1));
        ExpectMsg("terminated");
        var gate = Block(actor);
        actor.Tell("fills it");

        Advance(TimeSpan.FromSeconds(10));
        gate.SetResult();
        RunUntilIdle();

        ExpectMsg("tick", TimeSpan.Zero);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(9, Sys.Counters.Dropped);
        ExpectMsg("tick", TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_full_mailbox_still_takes_the_order_to_stop()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Watching(ActorRefs.Nobody, CreateTestProbe().Ref)).WithBoundedMailbox(1)));
        var gate = Block(actor);
        actor.Tell("fills it");

        actor.Tell(PoisonPill.Instance);
        gate.SetResult();

        ExpectTerminated(actor);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_capacity_must_be_positive(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MailboxSettings.Bounded(capacity));

    private TaskCompletionSource Block(IActorRef actor)
    {
        var gate = new TaskCompletionSource();
        actor.Tell(gate.Task);
        RunUntilIdle();
        return gate;
    }

    private sealed class Watching : ReceiveActor, IWithTimers
    {
        public Watching(IActorRef subject, IActorRef observer)
        {
            Context.Watch(subject);
            ReceiveAsync<Task>(task => task);
            Receive<Terminated>(_ => observer.Tell("terminated"));
            Receive<string>(text => text == "tick", observer.Tell);
            Receive<string>(_ => { });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("key", "tick", TimeSpan.FromSeconds(1));
    }
}
