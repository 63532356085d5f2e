using Akka.Actor;
using Akka.Event;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class DeadLetterTests : DeterministicTestKit
{
    private readonly IActorRef _dead;

    public DeadLetterTests()
    {
        _dead = ActorOf(() => new Echo());
        Sys.Stop(_dead);
        RunUntilIdle();
    }

    [Fact]
    public void What_is_sent_to_a_stopped_actor_is_published_with_sender_and_recipient()
    {
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);

        _dead.Tell("hello");

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(_dead, letter.Recipient);
        Assert.Equal(1, Sys.Counters.DeadLetters);
    }

    [Fact]
    public void What_waits_in_the_mailbox_when_the_actor_stops_is_too()
    {
        var actor = ActorOf(() => new StopsAtOnce());

        EventFilter.DeadLetter<string>().Expect(2, () =>
        {
            actor.Tell(1);
            actor.Tell("two");
            actor.Tell("three");
        });
    }

    [Fact]
    public void A_suppressed_message_is_published_as_such_and_not_counted()
    {
        Sys.EventStream.Subscribe<AllDeadLetters>(TestActor);

        _dead.Tell(new Expected());

        ExpectMsg<SuppressedDeadLetter>();
        Assert.Equal(0, Sys.Counters.DeadLetters);
    }

    [Fact]
    public void A_dead_subscriber_of_dead_letters_does_not_make_more_of_them()
    {
        Sys.EventStream.Subscribe<DeadLetter>(_dead);

        EventFilter.DeadLetter().ExpectOne(() => _dead.Tell("hello"));
    }

    [Fact]
    public void What_is_sent_to_the_ignore_reference_is_no_dead_letter()
    {
        EventFilter.DeadLetter().Expect(0, () => Sys.IgnoreRef.Tell("hello"));
    }

    [Fact]
    public void The_first_ten_are_logged_and_the_last_of_them_says_so()
    {
        EventFilter.Info(contains: "was not delivered").Expect(10, () => Send(9));
        EventFilter.Info(contains: "No more dead letters").Expect(0, () => Send(5));

        void Send(int count)
        {
            for (var i = 0; i <= count; i++) _dead.Tell("hello");
        }
    }

    private sealed class Expected : IDeadLetterSuppression;

    private sealed class StopsAtOnce : UntypedActor
    {
        protected override void OnReceive(object message) => Context.Stop(Self);
    }
}
