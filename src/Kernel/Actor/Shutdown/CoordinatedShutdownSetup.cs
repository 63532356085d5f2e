using System.Collections.Immutable;

namespace Akka.Actor;

/// <summary>The phases of the coordinated shutdown, if they are not to be Akka's own, and what it ends with.</summary>
public sealed class CoordinatedShutdownSetup : Setup
{
    private static readonly TimeSpan DefaultPhaseTimeout = TimeSpan.FromSeconds(5);

    private CoordinatedShutdownSetup(ImmutableDictionary<string, ShutdownPhase> phases) => Phases = phases;

    /// <summary>Akka's phases in a row, 5 s each, 10 s where a cluster or the actors have to be waited for.</summary>
    public static CoordinatedShutdownSetup Default { get; } = new(DefaultPhases());

    /// <summary>Whether the actors are stopped in the last phase.</summary>
    public bool TerminateActorSystem { get; private init; } = true;

    /// <summary>Whether <see cref="ActorSystem.Terminate"/> goes through the phases.</summary>
    public bool RunByActorSystemTerminate { get; private init; } = true;

    public IReadOnlyDictionary<string, ShutdownPhase> Phases { get; private init; }

    /// <summary>Adds a phase, or replaces one.</summary>
    public CoordinatedShutdownSetup WithPhase(string name, ShutdownPhase phase)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Copy(((ImmutableDictionary<string, ShutdownPhase>)Phases).SetItem(name, phase), TerminateActorSystem, RunByActorSystemTerminate);
    }

    public CoordinatedShutdownSetup WithTerminateActorSystem(bool terminate) => Copy(Phases, terminate, RunByActorSystemTerminate);

    public CoordinatedShutdownSetup WithRunByActorSystemTerminate(bool run) => Copy(Phases, TerminateActorSystem, run);

    private static CoordinatedShutdownSetup Copy(IReadOnlyDictionary<string, ShutdownPhase> phases, bool terminate, bool run) =>
        new((ImmutableDictionary<string, ShutdownPhase>)phases) { TerminateActorSystem = terminate, RunByActorSystemTerminate = run };

    private static ImmutableDictionary<string, ShutdownPhase> DefaultPhases()
    {
        var long10 = TimeSpan.FromSeconds(10);
        (string Name, TimeSpan Timeout)[] inOrder =
        [
            (CoordinatedShutdown.PhaseBeforeServiceUnbind, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseServiceUnbind, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseServiceRequestsDone, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseServiceStop, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseBeforeClusterShutdown, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseClusterShardingShutdownRegion, long10),
            (CoordinatedShutdown.PhaseClusterLeave, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseClusterExiting, long10),
            (CoordinatedShutdown.PhaseClusterExitingDone, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseClusterShutdown, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseBeforeActorSystemTerminate, DefaultPhaseTimeout),
            (CoordinatedShutdown.PhaseActorSystemTerminate, long10),
        ];
        var phases = ImmutableDictionary<string, ShutdownPhase>.Empty.WithComparers(StringComparer.Ordinal);
        for (var i = 0; i < inOrder.Length; i++)
        {
            ImmutableArray<string> before = i == 0 ? [] : [inOrder[i - 1].Name];
            phases = phases.Add(inOrder[i].Name, new ShutdownPhase(before, inOrder[i].Timeout));
        }

        return phases;
    }
}
