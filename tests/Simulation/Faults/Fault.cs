namespace MeshNet.Simulation.Faults;

/// <summary>One kind of thing that goes wrong in a simulated world.</summary>
internal enum Fault
{
    Loss,
    Doubles,
    Corruption,
    Reordering,
    Partitions,
    OneWayCuts,
    Clogging,
    DaemonCrashes,
    CrashesInCommit,
    PowerCuts,
    Pauses,
    ClockJumps,
    EngineCrashes,
    LostReplies,
    KernelDamage,
    FullDisks,
    MirrorFailures,
    SlowEngines,
    LateCalls,
    Leaving,
    Removals,
    LateJoins,
    SplitVotes,

    /// <summary>Even a small cluster tells each other of changes through trees, as a large one does.</summary>
    PushTrees,
    Rollbacks,
}
