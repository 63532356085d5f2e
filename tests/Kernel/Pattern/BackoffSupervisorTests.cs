using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class BackoffSupervisorTests : DeterministicTestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_wait_doubles_up_to_the_longest()
    {
        var supervisor = Start(OnFailure().WithManualReset());

        foreach (var wait in new[] { 1, 2, 4, 5, 5 })
        {
            supervisor.Tell("fail");
            ExpectNoMsg(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            ExpectMsg("started", TimeSpan.FromTicks(1));
        }

        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance);
        Assert.Equal(5, ExpectMsg<BackoffSupervisor.RestartCount>().Count);
    }

    [Fact]
    public void The_count_begins_anew_when_the_child_has_lived_long_enough()
    {
        var supervisor = Start(OnFailure().WithAutoReset(Second * 10));
        supervisor.Tell("fail");
        ExpectMsg("started", Second);

        Advance(Second * 10);
        supervisor.Tell("fail");

        ExpectMsg("started", Second);
    }

    [Fact]
    public void The_count_can_be_reset_by_hand()
    {
        var supervisor = Start(OnFailure().WithManualReset());
        supervisor.Tell("fail");
        ExpectMsg("started", Second);

        supervisor.Tell(BackoffSupervisor.Reset.Instance);
        supervisor.Tell("fail");

        ExpectMsg("started", Second);
    }

    [Fact]
    public void Jitter_lengthens_the_wait_by_at_most_its_factor()
    {
        var supervisor = Start(Backoff.OnFailure(ChildProps, "child", Second, Second, 0.5, -1));

        for (var i = 0; i < 20; i++)
        {
            supervisor.Tell("fail");
            ExpectNoMsg(Second - TimeSpan.FromTicks(1));
            ExpectMsg("started", Second * 0.5 + TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public void After_the_last_retry_the_supervisor_stops()
    {
        var supervisor = Watch(Start(OnFailure().WithMaxNrOfRetries(1)));

        supervisor.Tell("fail");
        ExpectMsg("started", Second);
        supervisor.Tell("fail");

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void On_failure_a_child_that_stops_by_itself_takes_the_supervisor_with_it()
    {
        var supervisor = Watch(Start(OnFailure()));

        supervisor.Tell(PoisonPill.Instance);

        ExpectTerminated(supervisor);
    }

    [Fact]
    public void On_stop_a_child_that_stops_by_itself_comes_back()
    {
        var supervisor = Start(Backoff.OnStop(ChildProps, "child", Second, Second, 0, -1));

        supervisor.Tell("stop");

        ExpectNoMsg(Second - TimeSpan.FromTicks(1));
        ExpectMsg("started");
    }

    [Fact]
    public void On_stop_a_failure_restarts_at_once_unless_every_failure_stops()
    {
        var restarting = Start(Backoff.OnStop(ChildProps, "child", Second, Second, 0, -1));
        restarting.Tell("fail");
        ExpectMsg("started", TimeSpan.Zero);

        var stopping = Start(Backoff.OnStop(ChildProps, "child", Second, Second, 0, -1).WithDefaultStoppingStrategy());
        stopping.Tell("fail");
        ExpectNoMsg(Second - TimeSpan.FromTicks(1));
        ExpectMsg("started");
    }

    [Fact]
    public void Messages_pass_through_to_the_child_with_their_senders()
    {
        var supervisor = Start(OnFailure());

        supervisor.Tell("hello");

        ExpectMsg("hello");
        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance);
        Assert.Equal(ExpectMsg<BackoffSupervisor.CurrentChild>().Ref.Path, supervisor.Path / "child");
    }

    [Fact]
    public void What_comes_while_the_child_is_away_is_a_dead_letter()
    {
        var supervisor = Start(OnFailure());
        supervisor.Tell("fail");
        RunUntilIdle();

        EventFilter.DeadLetter<string>().ExpectOne(() => supervisor.Tell("hello"));

        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance);
        Assert.True(ExpectMsg<BackoffSupervisor.CurrentChild>().Ref.IsNobody());
    }

    [Fact]
    public void Or_it_is_answered_for_the_child()
    {
        var supervisor = Start(OnFailure().WithReplyWhileStopped("away"));
        supervisor.Tell("fail");
        RunUntilIdle();

        supervisor.Tell("hello");

        ExpectMsg("away");
    }

    [Fact]
    public void After_a_final_message_the_childs_stop_is_the_supervisors()
    {
        var options = Backoff.OnStop(ChildProps, "child", Second, Second, 0, -1).WithFinalStopMessage(message => message is "stop");
        var supervisor = Watch(Start(options));

        supervisor.Tell("stop");

        ExpectTerminated(supervisor);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, -0.1)]
    [InlineData(1, 2, 1.1)]
    public void Nonsense_is_refused(int min, int max, double randomFactor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.OnFailure(ChildProps, "child", Second * min, Second * max, randomFactor, -1));

    private Props ChildProps => Props.Create(() => new Child(TestActor));

    private BackoffOptions OnFailure() => Backoff.OnFailure(ChildProps, "child", Second, Second * 5, 0, -1);

    private IActorRef Start(BackoffOptions options)
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options));
        ExpectMsg("started");
        return supervisor;
    }

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _observer;

        public Child(IActorRef observer)
        {
            _observer = observer;
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("boom"));
            Receive<string>(text => text == "stop", _ => Context.Stop(Self));
            ReceiveAny(message => Sender.Tell(message));
        }

        protected override void PreStart() => _observer.Tell("started");
    }
}
