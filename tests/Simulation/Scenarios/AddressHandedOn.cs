using MeshNet.Actors.Driver;
using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// A host loses its power, and DHCP gives its address to another; later it comes back at the other's. What is meant for the first must not be
/// sent to the second, whose kernel would take it in: both know the network's VNI (R22).
/// </summary>
internal static class AddressHandedOn
{
    private const string Network = "demo";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static void Play(int nodes, ulong seed, TextWriter output) => Play(new Stage(nodes, seed), output);

    public static void Play(Stage stage, TextWriter output)
    {
        stage.Gather();
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/24");
        Container[] containers = [.. stage.Hosts.Select(host => stage.Run(host, Network, $"c{host.Index}"))];
        stage.ComeToRest(60);
        Host former = stage.Hosts[^1];
        Host holder = stage.Hosts[^2];
        NetworkId network = holder.Kernel.Find(containers[^2].Endpoint)!.Value.Network;
        former.LosePower();
        holder.Crash();
        stage.World.Underlay.Exchange(former.Network, holder.Network);
        holder.Start();

        Host[] others = [.. stage.Hosts.Where(host => host != former && host != holder)];
        TimeSpan gone = stage.Until(Bound, () => others.Select(host =>
            FindMisled(host, holder, network, former) ?? Stage.FindMissingEntry(host, network, containers[^2].Address!.Value, containers[^2].Endpoint, holder))
            .FirstOrDefault(wrong => wrong is not null));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{gone.TotalSeconds:F1} s after another host got its address nothing is sent there for the first, and everything for the other"));

        former.Start();
        former.Engine.Start();
        stage.Until(Bound, stage.FindStranger);
        stage.Run(former, Network, "back");
        output.WriteLine($"all is at rest {stage.ComeToRest(60).TotalSeconds:F0} s after it came back at the other's");
    }

    /// <summary>An entry that leads to the new holder of an address for an endpoint that is the former's, as a sentence.</summary>
    private static string? FindMisled(Host at, Host holder, NetworkId network, Host former)
    {
        foreach ((uint address, RemoteEndpoint entry) in at.Kernel.Overlays.TryGetValue(network, out Overlay? overlay) ? overlay.Entries : [])
        {
            if (entry.Vtep.Equals(holder.Address.Address) && holder.Kernel.Find(entry.Endpoint) is null)
            {
                return $"the kernel of {at.Name} sends {Ipv4.ToText(address)} of {former.Name} to {holder.Name}, which has {former.Name}'s address now";
            }
        }

        return null;
    }
}
