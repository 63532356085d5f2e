using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// The base of tests on the test's own thread and in virtual time. Nothing runs but while an expectation waits, or the test lets time pass;
/// waiting for an hour takes no time.
/// </summary>
public abstract class DeterministicTestKit : TestKitBase, IDisposable
{
    protected DeterministicTestKit(ulong seed = 1)
        : this(new DeterministicDispatcher(seed), ActorSystemSetup.Empty)
    {
    }

    protected DeterministicTestKit(ActorSystemSetup setup, ulong seed = 1)
        : this(new DeterministicDispatcher(seed), setup)
    {
    }

    private DeterministicTestKit(DeterministicDispatcher dispatcher, ActorSystemSetup setup)
        : base(ActorSystem.Create("test", Complete(setup, dispatcher)), new VirtualTime(dispatcher), "testActor")
    {
        Dispatcher = dispatcher;
        ActorCell.AmbientSelf = TestActor;
    }

    /// <summary>What runs the system. Other systems may be made on it too.</summary>
    public DeterministicDispatcher Dispatcher { get; }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => Dispatcher.Advance(by);

    /// <summary>Lets the actors finish what can be done at this moment.</summary>
    public void RunUntilIdle() => Dispatcher.RunUntilIdle();

    /// <summary>Lets time pass until the task is done. To block on it would be to wait for oneself.</summary>
    public T Await<T>(Task<T> task, TimeSpan? atMost = null)
    {
        Await((Task)task, atMost);
        return task.Result;
    }

    public void Await(Task task, TimeSpan? atMost = null)
    {
        var limit = atMost ?? DefaultTimeout;
        if (!Dispatcher.RunFor(limit, () => task.IsCompleted)) throw new TestKitException($"The task was not done after {limit} of virtual time.");
        task.GetAwaiter().GetResult();
    }

    /// <summary>An actor, and its instance to look into. It is ready when this returns.</summary>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null)
        where TActor : ActorBase => new(this, Sys.ActorOf(props, name));

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Func<TActor> factory, string? name = null)
        where TActor : ActorBase => ActorOfAsTestActorRef<TActor>(Props.Create(factory), name);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        ActorCell.AmbientSelf = null;
        if (disposing) Dispatcher.Abandon(Sys);
    }

    private static ActorSystemSetup Complete(ActorSystemSetup setup, DeterministicDispatcher dispatcher)
    {
        var logged = setup.Get<LoggingSetup>() is null ? setup.And(new LoggingSetup(LogLevel.DebugLevel)) : setup;
        return logged.And(new DispatcherSetup(dispatcher));
    }
}
