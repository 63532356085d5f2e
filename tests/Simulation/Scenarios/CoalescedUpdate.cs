namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// While a host hears nothing, an endpoint elsewhere ends and begins anew under the same id with another address: what it hears later is one
/// change, which is an end and a beginning, and not nothing (moby#47728).
/// </summary>
internal static class CoalescedUpdate
{
    private const string Network = "demo";
    private const int Times = 10;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);
    private static readonly UInt128 Endpoint = 4711;

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        Host owner = stage.Hosts[0];
        Host deaf = stage.Hosts[^1];
        stage.CreateNetwork(owner, Network, "10.77.0.0/24");
        foreach (Host host in stage.Hosts.Skip(1))
        {
            stage.Run(host, Network, $"watches{host.Index}");
        }

        // The endpoint is nobody's container: its engine must not say so.
        owner.Engine.Crash();
        EndpointBound endpoint = Stage.Attach(owner, Network, Endpoint);
        stage.Until(Bound, () => FindWrong(stage, owner, endpoint, before: null));
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = 0; i < Times; i++)
        {
            stage.Part([deaf]);
            EndpointBound before = endpoint;
            Stage.Ask<Acknowledged>(owner, new DeleteEndpoint(new EndpointId(Endpoint)));
            endpoint = Stage.Attach(owner, Network, Endpoint);
            Stage.Require(endpoint.Address != before.Address, "scenario", "the endpoint began anew as it was");
            stage.Pass(100);
            stage.World.Underlay.HealCuts();
            TimeSpan took = stage.Until(Bound, () => FindWrong(stage, owner, endpoint, before.Address));
            slowest = took > slowest ? took : slowest;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Times} ends and beginnings heard as one: all kernels are right at most {slowest.TotalMilliseconds:F0} ms after the cut"));
    }

    private static string? FindWrong(Stage stage, Host owner, EndpointBound endpoint, uint? before)
    {
        foreach (Host host in stage.Hosts.Where(host => host != owner))
        {
            if (Stage.FindMissingEntry(host, endpoint.Network, endpoint.Address, endpoint.Endpoint, owner) is { } missing)
            {
                return missing;
            }

            if (before is { } former && host.Kernel.Overlays[endpoint.Network].Entries.ContainsKey(former))
            {
                return $"{host.Name} still sends {Ipv4.ToText(former)} to {owner.Name}";
            }
        }

        return null;
    }
}
