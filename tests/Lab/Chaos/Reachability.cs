using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests.Chaos;

/// <summary>Every container pings every other that shares a network with it, by its address and by its name.</summary>
internal static class Reachability
{
    // Twice: a packet may be dropped by a machine that is busy.
    private const string Script = """
        for target; do
          ping -c 1 -W 2 "$target" >/dev/null 2>&1 || ping -c 1 -W 5 "$target" >/dev/null 2>&1 || echo "$target"
        done
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <returns>How many pings were sent, and a sentence for each that was not answered.</returns>
    public static async Task<(int Sent, IReadOnlyList<string> Failures)> Try(IReadOnlyList<LabHost> hosts)
    {
        MeshState mesh = (await HostReader.TryRead(hosts[0]))?.Mesh
            ?? throw new InvalidOperationException($"the meshnet of {hosts[0].Name} does not answer");
        (int Sent, IReadOnlyList<string> Failures)[] results = await Task.WhenAll(hosts.Select(host => FromHost(host, mesh)));
        return (results.Sum(result => result.Sent), [.. results.SelectMany(result => result.Failures)]);
    }

    private static async Task<(int Sent, IReadOnlyList<string> Failures)> FromHost(LabHost host, MeshState mesh)
    {
        int sent = 0;
        List<string> failures = [];
        foreach (IGrouping<string, MeshEndpoint> container in mesh.Endpoints.Where(endpoint => endpoint.Node == host.Name).GroupBy(endpoint => endpoint.Container))
        {
            HashSet<string> networks = container.Select(endpoint => endpoint.Network).ToHashSet();
            string[] targets =
            [
                .. mesh.Endpoints.Where(other => other.Container != container.Key && networks.Contains(other.Network))
                    .SelectMany(other => new[] { other.Address, other.Name }).Distinct(),
            ];
            sent += targets.Length;
            string[] silent = (await host.Docker(Patience, ["exec", container.Key, "sh", "-c", Script, "-", .. targets])).Lines;
            failures.AddRange(silent.Select(target => $"{container.First().Name} on {host.Name} does not reach {target}"));
        }
        return (sent, failures);
    }
}
