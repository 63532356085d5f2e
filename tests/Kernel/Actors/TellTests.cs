using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class TellTests : DeterministicTestKit
{
    [Fact]
    public void An_actor_answers_its_sender()
    {
        var echo = ActorOf(() => new Echo());

        echo.Tell("hello");

        ExpectMsg("hello");
        Assert.Equal(echo, LastSender);
    }

    [Fact]
    public void Messages_from_one_sender_to_one_receiver_keep_their_order()
    {
        var echo = ActorOf(() => new Echo());

        for (var i = 0; i < 1000; i++) echo.Tell(i);

        Assert.Equal(Enumerable.Range(0, 1000), ReceiveN(1000).Cast<int>());
    }

    [Fact]
    public void Forward_keeps_the_first_sender()
    {
        var target = CreateTestProbe();
        var middle = ActorOf(() => new Forwarder(target.Ref));

        middle.Tell("hello");

        target.ExpectMsg("hello");
        Assert.Equal(TestActor, target.Sender);
    }

    [Fact]
    public void A_message_without_a_sender_comes_from_dead_letters()
    {
        var probe = CreateTestProbe();

        probe.Ref.Tell("hello", ActorRefs.NoSender);

        probe.ExpectMsg("hello");
        Assert.Equal(Sys.DeadLetters, probe.Sender);
    }

    [Fact]
    public void Null_is_no_message() =>
        Assert.Throws<InvalidMessageException>(() => TestActor.Tell(null!));

    [Fact]
    public void Time_stands_still_until_the_test_lets_it_pass()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), TestActor, "late", ActorRefs.NoSender);

        ExpectNoMsg(TimeSpan.FromMinutes(59));
        ExpectMsg("late", TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromHours(1), Sys.Scheduler.MonotonicClock);
    }

    private sealed class Forwarder : ReceiveActor
    {
        public Forwarder(IActorRef target) => ReceiveAny(target.Forward);
    }
}
