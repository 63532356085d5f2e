using System.Collections.Immutable;

namespace Akka.Actor;

/// <summary>One phase of the coordinated shutdown.</summary>
/// <param name="DependsOn">The phases that come before.</param>
/// <param name="Timeout">How long its tasks may take together.</param>
/// <param name="Recover">Whether the next phase comes even if a task fails or takes too long.</param>
/// <param name="Enabled">False to pass it over.</param>
public sealed record ShutdownPhase(ImmutableArray<string> DependsOn, TimeSpan Timeout, bool Recover = true, bool Enabled = true)
{
    /// <summary>The phases, each after those it depends on, otherwise in the order of their names, and the end of the actors last.</summary>
    /// <exception cref="ArgumentException">They depend on each other in a circle, or on one that is not there.</exception>
    internal static IReadOnlyList<string> Sort(IReadOnlyDictionary<string, ShutdownPhase> phases)
    {
        var sorted = new List<string>(phases.Count);
        var open = new HashSet<string>(StringComparer.Ordinal);

        void Visit(string name)
        {
            if (sorted.Contains(name)) return;
            if (!phases.TryGetValue(name, out var phase)) throw new ArgumentException($"A shutdown phase depends on '{name}', which is not there.", nameof(phases));
            if (!open.Add(name)) throw new ArgumentException($"The shutdown phases depend on each other in a circle: {string.Join(", ", open)}.", nameof(phases));
            foreach (var before in phase.DependsOn.Order(StringComparer.Ordinal)) Visit(before);
            open.Remove(name);
            sorted.Add(name);
        }

        var inOrder = phases.Keys
            .OrderBy(name => name == CoordinatedShutdown.PhaseActorSystemTerminate)
            .ThenBy(name => name, StringComparer.Ordinal);
        foreach (var name in inOrder) Visit(name);
        return sorted;
    }
}
