using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class PipeToTests : DeterministicTestKit
{
    [Fact]
    public void The_result_arrives_as_a_message()
    {
        var source = new TaskCompletionSource<int>();
        source.Task.PipeTo(TestActor);
        ExpectNoMsg();

        source.SetResult(42);

        ExpectMsg(42);
        Assert.Equal(Sys.DeadLetters, LastSender);
    }

    [Fact]
    public void The_sender_is_the_one_given()
    {
        var probe = CreateTestProbe();

        Task.FromResult("done").PipeTo(TestActor, probe.Ref);

        ExpectMsg("done");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void A_failure_arrives_as_a_status()
    {
        var cause = new InvalidOperationException("no");

        Task.FromException<int>(cause).PipeTo(TestActor);

        Assert.Same(cause, ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void Cancellation_arrives_as_a_status()
    {
        Task.FromCanceled<int>(new CancellationToken(canceled: true)).PipeTo(TestActor);

        Assert.IsType<TaskCanceledException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void Both_outcomes_can_be_made_into_messages_of_ones_own()
    {
        Task.FromResult(2).PipeTo(TestActor, success: number => $"got {number}");
        ExpectMsg("got 2");

        Task.FromException<int>(new InvalidOperationException("no")).PipeTo(TestActor, failure: cause => $"failed: {cause.Message}");
        ExpectMsg("failed: no");
    }

    [Fact]
    public void A_success_function_that_throws_is_a_failure()
    {
        Task.FromResult(2).PipeTo(TestActor, success: _ => throw new InvalidOperationException("mapping"));

        Assert.Equal("mapping", ExpectMsg<Status.Failure>().Cause.Message);
    }

    [Fact]
    public void A_task_without_a_result_says_nothing_of_itself()
    {
        Task.CompletedTask.PipeTo(TestActor);
        ExpectNoMsg();

        Task.CompletedTask.PipeTo(TestActor, success: () => "done");
        ExpectMsg("done");
    }

    [Fact]
    public void A_value_task_can_be_piped_too()
    {
        new ValueTask<int>(7).PipeTo(TestActor);

        ExpectMsg(7);
    }

    [Fact]
    public void An_ask_can_be_piped_in_virtual_time()
    {
        var echo = ActorOf(() => new Echo());

        echo.Ask<string>("question", TimeSpan.FromSeconds(1)).PipeTo(TestActor);

        ExpectMsg("question");
    }
}
