using System.Diagnostics;

namespace MeshNet.Lab.Tests.Oracle;

/// <summary>
/// Kernel truth equals cluster truth: compares links, FDB, neighbours, routes, rules and answers of every host with the replicated
/// state, by tools that are not the product's.
/// </summary>
public static class ClusterOracle
{
    private const int OverlayMtu = 1450;

    /// <summary>More than any convergence that is promised, less than the periodic look, which would hide that an event was missed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until no host differs; fails with every difference in a sentence when one stays.</summary>
    public static async Task Agrees(IReadOnlyList<LabHost> hosts, TimeSpan? within = null)
    {
        Stopwatch clock = Stopwatch.StartNew();
        IReadOnlyList<string> differences = await Differences(hosts);
        while (differences.Count > 0)
        {
            Assert.True(
                clock.Elapsed < (within ?? Patience),
                $"after {clock.Elapsed.TotalSeconds:0.0} s the hosts are not as the mesh says:\n{string.Join('\n', differences)}");
            await Task.Delay(Pause);
            differences = await Differences(hosts);
        }
    }

    /// <summary>All differences at this moment.</summary>
    public static async Task<IReadOnlyList<string>> Differences(IReadOnlyList<LabHost> hosts)
    {
        HostState?[] read = await Task.WhenAll(hosts.Select(HostReader.TryRead));
        List<string> silent = hosts.Zip(read).Where(pair => pair.Second is null).Select(pair => $"the meshnet of {pair.First.Name} does not answer").ToList();
        if (silent.Count > 0)
        {
            return silent;
        }

        HostState[] states = [.. read.OfType<HostState>()];
        string reference = states[0].Mesh.Replicated;
        List<string> differences =
        [
            .. states.Where(state => state.Mesh.Replicated != reference)
                .Select(state => $"{state.Host} has another replica than {states[0].Host}:\n{state.Mesh.Replicated}\ninstead of\n{reference}"),
            .. states.SelectMany(state => HostComparison.Differences(state, OverlayMtu)),
        ];
        if (differences.Count > 0)
        {
            return differences;
        }

        IReadOnlyList<string>[] insides = await Task.WhenAll(hosts.Zip(states, InsideReader.Differences));
        return [.. insides.SelectMany(inside => inside)];
    }
}
