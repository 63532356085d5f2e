using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of tests on real threads and in real time. Tests that can, use <see cref="DeterministicTestKit"/>.</summary>
public abstract class TestKit : TestKitBase, IDisposable
{
    protected TestKit()
        : this(ActorSystemSetup.Empty)
    {
    }

    protected TestKit(ActorSystemSetup setup, string actorSystemName = "test")
        : this(ActorSystem.Create(actorSystemName, WithLogging(setup)))
    {
    }

    protected TestKit(ActorSystem system)
        : base(system, new RealTime(), "testActor") => ActorCell.AmbientSelf = TestActor;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        ActorCell.AmbientSelf = null;
        if (disposing) Shutdown();
    }

    private static ActorSystemSetup WithLogging(ActorSystemSetup setup) =>
        setup.Get<LoggingSetup>() is null ? setup.And(new LoggingSetup(LogLevel.DebugLevel)) : setup;
}
