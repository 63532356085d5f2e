using Akka.Configuration;
using Akka.Dispatch;

namespace MeshNet.Deterministic;

/// <summary>Makes a system's dispatcher, and tells its scheduler, which Akka makes without the setup, on which loop it is.</summary>
internal sealed class LoopDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly LoopDispatcher _dispatcher;

    public LoopDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        DeterministicLoop loop = prerequisites.Settings.Setup.Get<LoopSetup>().Value.Loop;
        _dispatcher = new LoopDispatcher(this, loop, config.GetString("id"));
        ((VirtualScheduler)prerequisites.Scheduler).Bind(_dispatcher);
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;
}

/// <summary>One system's place on its loop: whatever in it wants to run waits for its turn there.</summary>
internal sealed class LoopDispatcher : MessageDispatcher
{
    public LoopDispatcher(MessageDispatcherConfigurator configurator, DeterministicLoop loop, string id)
        : base(configurator)
    {
        Loop = loop;
        Id = id;

        // Akka handles one message more than the throughput says, and compares the deadline, which is meant to be a length of time, with its
        // real clock: one of zero has always passed, and ends each turn after one message.
        Throughput = Math.Max(1, loop.Options.Throughput - 1);
        ThroughputDeadlineTime = loop.Options.Throughput == 1 ? 0 : null;
    }

    public DeterministicLoop Loop { get; }

    public bool IsAbandoned { get; set; }

    /// <summary>What waits for the end of a pause; null outside of one.</summary>
    public List<(LoopDispatcher? Owner, IRunnable Work)>? Held { get; set; }

    public bool IsPaused => Held is not null;

    protected override void ExecuteTask(IRunnable run) => Loop.Execute(this, run);

    // There is no thread to let go.
    protected override void Shutdown()
    {
    }
}
