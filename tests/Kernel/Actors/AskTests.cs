using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class AskTests : DeterministicTestKit
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public void The_answer_completes_the_task()
    {
        var asked = ActorOf(() => new Echo()).Ask<string>("question", Timeout);

        Assert.Equal("question", Await(asked));
    }

    [Fact]
    public void Nothing_is_answered_before_the_actor_has_had_its_turn()
    {
        var asked = ActorOf(() => new Echo()).Ask<string>("question", Timeout);

        Assert.False(asked.IsCompleted);
    }

    [Fact]
    public void Without_an_answer_the_task_faults_when_the_time_is_up_and_not_before()
    {
        var asked = TestActor.Ask<string>("question", Timeout);

        Advance(Timeout - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        Advance(TimeSpan.FromTicks(1));

        var failure = Assert.IsType<AskTimeoutException>(asked.Exception!.InnerException);
        Assert.Contains("00:00:05", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_timeout_it_waits_for_ever()
    {
        var asked = TestActor.Ask<string>("question");

        Advance(TimeSpan.FromDays(1));
        Assert.False(asked.IsCompleted);
        ExpectMsg("question");
        LastSender.Tell("answer");

        Assert.Equal("answer", Await(asked));
    }

    [Fact]
    public void A_late_answer_is_a_dead_letter()
    {
        var asked = TestActor.Ask<string>("question", Timeout);
        ExpectMsg("question");
        Advance(Timeout);
        Assert.True(asked.IsFaulted);

        EventFilter.DeadLetter<string>().ExpectOne(() => LastSender.Tell("too late"));
    }

    [Fact]
    public void A_second_answer_is_a_dead_letter()
    {
        var asked = TestActor.Ask<string>("question", Timeout);
        ExpectMsg("question");
        LastSender.Tell("first");

        EventFilter.DeadLetter<string>().ExpectOne(() => LastSender.Tell("second"));

        Assert.Equal("first", Await(asked));
    }

    [Fact]
    public void A_failure_as_answer_faults_the_task_with_its_cause()
    {
        var cause = new InvalidOperationException("no");
        var asked = ActorOf(() => new Echo()).Ask<object>(new Status.Failure(cause), Timeout);

        RunUntilIdle();

        Assert.Same(cause, asked.Exception!.InnerException);
    }

    [Fact]
    public void A_failure_is_an_answer_to_who_asks_for_a_status()
    {
        var failure = new Status.Failure(new InvalidOperationException("no"));
        var asked = ActorOf(() => new Echo()).Ask<Status>(failure, Timeout);

        Assert.Same(failure, Await(asked));
    }

    [Fact]
    public void An_answer_of_another_type_faults_the_task_and_names_both_types()
    {
        var asked = ActorOf(() => new Echo()).Ask<int>("question", Timeout);

        RunUntilIdle();

        var failure = Assert.IsType<ArgumentException>(asked.Exception!.InnerException);
        Assert.Contains("System.String", failure.Message, StringComparison.Ordinal);
        Assert.Contains("System.Int32", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_token_cancels_the_task()
    {
        using var source = new CancellationTokenSource();
        var asked = TestActor.Ask<string>("question", source.Token);

        source.Cancel();
        RunUntilIdle();

        Assert.True(asked.IsCanceled);
    }

    [Fact]
    public void A_token_that_is_cancelled_already_sends_nothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var asked = TestActor.Ask<string>("question", source.Token);

        Assert.True(asked.IsCanceled);
        ExpectNoMsg();
    }

    [Fact]
    public void Asking_nobody_from_nowhere_is_refused_at_once()
    {
        void Ask() => ActorRefs.Nobody.Ask("question");

        Assert.Throws<ArgumentException>(Ask);
    }

    [Fact]
    public void The_message_can_be_made_with_the_reference_that_is_answered()
    {
        var asked = TestActor.Ask<string>(replyTo => (replyTo, "question"), Timeout);

        var (replyTo, _) = ExpectMsg<(IActorRef, string)>();
        replyTo.Tell("answer");

        Assert.Equal("answer", Await(asked));
    }

    [Fact]
    public void Who_watches_an_ask_learns_of_its_end()
    {
        TestActor.Ask<string>("question", Timeout);
        ExpectMsg("question");
        var asker = LastSender;
        Watch(asker);

        asker.Tell("answer");

        ExpectTerminated(asker);
    }

    [Fact]
    public void Asking_a_stopped_actor_ends_in_a_timeout_and_a_dead_letter()
    {
        var echo = ActorOf(() => new Echo());
        Sys.Stop(echo);
        RunUntilIdle();

        EventFilter.DeadLetter<string>().ExpectOne(() => echo.Ask<string>("question", Timeout));
    }
}
