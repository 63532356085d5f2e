using Akka.Actor;
using Akka.TestKit;

namespace MeshNet.Kernel.Tests;

public sealed class ReceiveAsyncTests : DeterministicTestKit
{
    [Fact]
    public void No_other_message_is_handled_before_the_task_is_done()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(() => new Waiting(gate.Task));

        actor.Tell("wait");
        actor.Tell("next");
        ExpectMsg("waiting");
        ExpectNoMsg();
        gate.SetResult();

        ExpectMsg("waited");
        ExpectMsg("next");
    }

    [Fact]
    public void Sender_and_context_are_the_same_after_the_await()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(() => new Waiting(gate.Task));
        var probe = CreateTestProbe();
        probe.Send(actor, "wait");
        probe.ExpectMsg("waiting");

        actor.Tell("next");
        gate.SetResult();

        probe.ExpectMsg("waited");
        Assert.Equal(actor, probe.Sender);
        ExpectMsg("next");
    }

    [Fact]
    public void A_failure_after_the_await_is_the_actors()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(() => new Waiting(gate.Task));
        actor.Tell("wait");
        ExpectMsg("waiting");

        EventFilter.Exception<InvalidOperationException>("boom").ExpectOne(() => gate.SetException(new InvalidOperationException("boom")));
        actor.Tell("next");

        ExpectMsg("next");
        Assert.Equal(1, Sys.Counters.Restarts);
    }

    [Fact]
    public void A_failure_before_the_await_is_the_actors()
    {
        var actor = ActorOf(() => new Waiting(null!));

        EventFilter.Exception<NullReferenceException>().ExpectOne(() => actor.Tell("wait"));
    }

    [Fact]
    public void A_handler_that_is_done_at_once_costs_no_turn()
    {
        var actor = ActorOf(() => new Waiting(Task.CompletedTask));

        actor.Tell("wait");
        actor.Tell("next");

        ExpectMsg("waiting");
        ExpectMsg("waited");
        ExpectMsg("next");
    }

    [Fact]
    public void A_stopped_actor_runs_the_rest_of_its_handler_without_a_context()
    {
        var gate = new TaskCompletionSource();
        var unwound = new List<string>();
        var actor = Watch(ActorOf(() => new Unwinding(gate.Task, unwound)));
        actor.Tell("wait");
        RunUntilIdle();

        Sys.Stop(actor);
        ExpectTerminated(actor);
        Assert.Empty(unwound);
        gate.SetResult();
        RunUntilIdle();

        Assert.Equal(["no context", "finally"], unwound);
    }

    [Fact]
    public void A_restarted_actor_does_not_wait_for_the_handler_of_its_former_instance()
    {
        var gate = new TaskCompletionSource();
        var unwound = new List<string>();
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Restart)));
        parent.Tell(Props.Create(() => new Unwinding(gate.Task, unwound)));
        var waiting = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Fallible(CreateTestProbe().Ref)));
        var failing = ExpectMsg<IActorRef>();
        waiting.Tell("wait");
        RunUntilIdle();

        failing.Tell(new InvalidOperationException("boom"));
        waiting.Tell("alive?");

        ExpectMsg("alive");
        gate.SetResult();
        RunUntilIdle();
        Assert.Equal(["no context", "finally"], unwound);
    }

    [Fact]
    public void ReceiveAny_can_be_asynchronous()
    {
        var actor = ActorOf(() => new AnyAsync());

        actor.Tell(1);
        actor.Tell("two");

        ExpectMsg("got 1");
        ExpectMsg("got two");
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(Task gate)
        {
            ReceiveAsync<string>(
                async _ =>
                {
                    Sender.Tell("waiting");
                    await gate;
                    Sender.Tell("waited");
                    Assert.Equal(Self, Context.Self);
                },
                text => text == "wait");
            Receive<string>(text => Sender.Tell(text));
        }
    }

    private sealed class Unwinding : ReceiveActor
    {
        public Unwinding(Task gate, List<string> unwound)
        {
            ReceiveAsync<string>(text => text == "wait", async _ =>
            {
                try
                {
                    await gate;
                    unwound.Add(HasContext() ? "context" : "no context");
                }
                finally
                {
                    unwound.Add("finally");
                }
            });
            Receive<string>(_ => Sender.Tell("alive"));
        }

        private static bool HasContext()
        {
            try
            {
                return Context is not null;
            }
            catch (NotSupportedException)
            {
                return false;
            }
        }
    }

    private sealed class AnyAsync : ReceiveActor
    {
        public AnyAsync() => ReceiveAnyAsync(async message =>
        {
            await Task.CompletedTask;
            Sender.Tell($"got {message}");
        });
    }
}
