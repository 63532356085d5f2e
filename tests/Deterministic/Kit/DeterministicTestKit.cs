using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace MeshNet.Deterministic.Kit;

/// <summary>
/// The base of tests on the test's own thread and in virtual time. Nothing runs but while an expectation waits, or the test lets time pass;
/// waiting for an hour takes no time. Tests that do not look at time, and have but one thing to wait for, use Akka.TestKit.
/// </summary>
public abstract class DeterministicTestKit : Expectations, IDisposable
{
    /// <param name="dispatcherIds">As in <see cref="LoopOptions.DispatcherIds"/>.</param>
    protected DeterministicTestKit(params string[] dispatcherIds)
        : this(new DeterministicLoop(seed: 1, new LoopOptions { LogLevel = LogLevel.DebugLevel, DispatcherIds = dispatcherIds }))
    {
    }

    private DeterministicTestKit(DeterministicLoop loop)
        : base(loop, loop.CreateSystem("test"), "testActor")
    {
        // What the test sends comes from the test actor. Its cell is there once the loop has run.
        loop.RunUntilIdle();
        InternalCurrentActorCellKeeper.Current = (ActorCell)((ActorRefWithCell)TestActor).Underlying;
    }

    /// <summary>The test actor is told of the actor's end.</summary>
    public void Watch(IActorRef actor) => ((ActorCell)((ActorRefWithCell)TestActor).Underlying).Watch(actor);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => Loop.Advance(by);

    /// <summary>Lets the actors finish what can be done at this moment.</summary>
    public void RunUntilIdle() => Loop.RunUntilIdle();

    /// <summary>
    /// Does it in a turn of the loop, and what follows from it. What an actor awaits is to be completed so: with the context that xunit sets
    /// in a test, the runtime would hand what follows to the thread pool.
    /// </summary>
    public void Do(Action action)
    {
        Loop.Schedule(TimeSpan.Zero, action);
        Loop.RunUntilIdle();
    }

    /// <summary>One more test actor, with an inbox and expectations of its own.</summary>
    public TestProbe CreateTestProbe(string? name = null) => new(Loop, Sys, name);

    /// <summary>Does as <paramref name="action"/> says: that an actor fails with such an exception, once.</summary>
    public void ExpectFailure<TException>(Action action)
        where TException : Exception
    {
        int count = 0;
        LogSink sink = LogSink.Attach(Sys, LogLevel.WarningLevel, logged => count += logged.Cause is TException ? 1 : 0);
        action();
        Loop.RunFor(DefaultTimeout, () => count > 0);
        Sys.EventStream.Unsubscribe(sink);
        if (count != 1)
        {
            throw new ExpectationException($"Expected one {typeof(TException).Name} in the log, saw {count}.");
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        InternalCurrentActorCellKeeper.Current = null;
        if (disposing)
        {
            Loop.Abandon(Sys);
        }
    }
}
