using Akka.Actor;
using MeshNet.Deterministic.Kit;

namespace MeshNet.Deterministic.Tests;

public sealed class KitTests : DeterministicTestKit
{
    private readonly IActorRef _echo;

    public KitTests() => _echo = Sys.ActorOf(Made.By(() => new Doing(Answer)), "echo");

    [Fact]
    public void What_a_test_sends_comes_from_its_test_actor()
    {
        _echo.Tell("hello");
        Assert.Equal("hello", ExpectMsg<string>());
        Assert.Equal(_echo, LastSender);
    }

    [Fact]
    public void An_expectation_waits_in_virtual_time()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), _echo, "late", TestActor);
        ExpectNoMsg(TimeSpan.FromMinutes(59));
        ExpectMsg("late", TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromHours(1), Loop.Now);
    }

    [Fact]
    public void An_expectation_that_is_not_met_says_what_came()
    {
        _echo.Tell("hello");
        ExpectationException wrong = Assert.Throws<ExpectationException>(() => ExpectMsg<int>());
        Assert.Contains("got hello (System.String)", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ExpectationException>(() => ExpectMsg<string>());
        _echo.Tell("hello");
        Assert.Throws<ExpectationException>(() => ExpectMsg("hullo"));
        _echo.Tell("hello");
        Assert.Throws<ExpectationException>(() => ExpectNoMsg());
        _echo.Tell("hello");
        Assert.Throws<ExpectationException>(() => FishForMessage(message => message is int));
    }

    [Fact]
    public void A_probe_has_an_inbox_of_its_own_and_answers()
    {
        TestProbe probe = CreateTestProbe();
        probe.Ref.Tell("question", TestActor);
        probe.ExpectMsg("question");
        probe.Reply("answer");
        ExpectMsg("answer");
        probe.SetAutoPilot((sender, message) => sender.Tell($"re: {message}"));
        probe.Ref.Tell("question", TestActor);
        ExpectMsg("re: question");
        Assert.True(probe.HasMessages);
        Assert.Equal("question", probe.ReceiveOne());
        Assert.Null(probe.ReceiveOne());
    }

    [Fact]
    public void A_failure_is_expected_by_its_exception()
    {
        ExpectFailure<InvalidOperationException>(() => _echo.Tell("fail"));
        Assert.Throws<ExpectationException>(() => ExpectFailure<ArgumentException>(() => _echo.Tell("fail")));
    }

    private static void Answer(IActorContext self, object message)
    {
        if (message is "fail")
        {
            throw new InvalidOperationException("on purpose");
        }

        self.Sender.Tell(message);
    }
}
