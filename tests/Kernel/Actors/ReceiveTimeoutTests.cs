using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class ReceiveTimeoutTests : DeterministicTestKit
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Fact]
    public void It_arrives_after_the_silence_and_again()
    {
        ActorOf(() => new Patient(TestActor));

        ExpectNoMsg(Timeout - TimeSpan.FromTicks(1));
        ExpectMsg("timeout", TimeSpan.FromTicks(1));
        ExpectNoMsg(Timeout - TimeSpan.FromTicks(1));
        ExpectMsg("timeout", TimeSpan.FromTicks(1));
    }

    [Fact]
    public void A_message_begins_the_silence_anew()
    {
        var actor = ActorOf(() => new Patient(TestActor));
        Advance(Timeout / 2);

        actor.Tell("noise");

        ExpectNoMsg(Timeout - TimeSpan.FromTicks(1));
        ExpectMsg("timeout", TimeSpan.FromTicks(1));
    }

    [Fact]
    public void A_message_that_says_so_does_not()
    {
        var actor = ActorOf(() => new Patient(TestActor));
        Advance(Timeout / 2);

        actor.Tell(new Whisper());

        ExpectMsg("timeout", Timeout / 2);
    }

    [Fact]
    public void It_can_be_switched_off()
    {
        var actor = ActorOf(() => new Patient(TestActor));

        actor.Tell("off");

        ExpectNoMsg(TimeSpan.FromHours(1));
    }

    [Fact]
    public void A_stopped_actor_leaves_no_timer()
    {
        var actor = ActorOf(() => new Patient(TestActor));
        RunUntilIdle();
        Assert.NotNull(Dispatcher.NextDue);

        Sys.Stop(actor);
        RunUntilIdle();

        Assert.Null(Dispatcher.NextDue);
    }

    private sealed class Whisper : INotInfluenceReceiveTimeout;

    private sealed class Patient : ReceiveActor
    {
        public Patient(IActorRef observer)
        {
            Context.SetReceiveTimeout(Timeout);
            Receive<ReceiveTimeout>(_ => observer.Tell("timeout"));
            Receive<string>(text => text == "off", _ => Context.SetReceiveTimeout(null));
            ReceiveAny(_ => { });
        }
    }
}
