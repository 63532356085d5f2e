using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A system, a test actor in it, and expectations on what that actor receives.</summary>
public abstract partial class TestKitBase
{
    private readonly TestInbox _inbox = new();

    private protected TestKitBase(ActorSystem system, TestTime time, string? testActorName)
    {
        Sys = system;
        Time = time;
        TestActor = ((ExtendedActorSystem)system).SystemActorOf(Props.Create(() => new TestActor(_inbox)), testActorName);
    }

    public ActorSystem Sys { get; }

    /// <summary>The actor whose messages the expectations are about.</summary>
    public IActorRef TestActor { get; }

    public ILoggingAdapter Log => Sys.Log;

    /// <summary>How long an expectation waits that is not told.</summary>
    public TimeSpan DefaultTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the test waits for nothing, when it is not told.</summary>
    public TimeSpan ExpectNoMsgDefault { get; set; } = TimeSpan.FromMilliseconds(100);

    public bool HasMessages => _inbox.HasMessages;

    public object? LastMessage => _inbox.Last?.Message;

    public IActorRef LastSender => _inbox.Last?.Sender ?? throw new TestKitException("No message has been taken yet, so there is no last sender.");

    /// <summary>Expectations on what is logged.</summary>
    public EventFilterFactory EventFilter => new(this);

    internal TestTime Time { get; }

    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    public IActorRef ActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new() => Sys.ActorOf<TActor>(name);

    public IActorRef ActorOf<TActor>(Func<TActor> factory, string? name = null)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    public TestProbe CreateTestProbe(string? name = null) => new(Sys, Time, name);

    /// <summary>Messages that the predicate picks do not reach the expectations.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnore) => _inbox.Ignore = shouldIgnore;

    public void IgnoreNoMessages() => _inbox.Ignore = null;

    public void SetAutoPilot(AutoPilot pilot) => _inbox.AutoPilot = pilot;

    /// <summary>Makes the test actor watch; see <see cref="ExpectTerminated"/>.</summary>
    public IActorRef Watch(IActorRef actorToWatch)
    {
        TellAndWait(done => new TestActor.WatchThis(actorToWatch, done));
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch)
    {
        TellAndWait(done => new TestActor.UnwatchThis(actorToUnwatch, done));
        return actorToUnwatch;
    }

    /// <summary>Terminates the system, and waits for it.</summary>
    public void Shutdown(TimeSpan? duration = null)
    {
        var termination = Sys.Terminate();
        var limit = duration ?? TimeSpan.FromSeconds(10);
        if (!Time.WaitFor(() => termination.IsCompleted, limit)) throw new TestKitException($"{Sys} did not terminate within {limit}.");
    }

    private void TellAndWait(Func<Action, object> message)
    {
        var done = false;
        TestActor.Tell(message(() => Volatile.Write(ref done, true)), ActorRefs.NoSender);
        if (!Time.WaitFor(() => Volatile.Read(ref done), DefaultTimeout)) throw new TestKitException($"{TestActor} does not answer.");
    }
}
