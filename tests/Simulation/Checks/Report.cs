using System.Text;
using MeshNet.Actors.DockerEvents;
using MeshNet.Messages;
using MeshNet.Simulation.Cluster;

namespace MeshNet.Simulation.Checks;

/// <summary>What every host believes and has, for whoever looks for the reason of a violation.</summary>
internal static class Report
{
    public static string Of(World world)
    {
        StringBuilder text = new();
        foreach (Host host in world.Hosts)
        {
            text.AppendLine($"{host.Name} {host.Id.ToShortString()} {(host.IsUp ? "up" : $"down {host.StartRefusal}")}");
            if (host.Parts is { } parts)
            {
                Describe(text, host, host.Ask<MeshView>(parts.Actors.Mesh, GetMeshView.Instance));
                DockerStatus docker = host.Ask<DockerStatus>(parts.DockerEvents, GetDockerStatus.Instance);
                text.AppendLine($"  docker {(docker.Reachable ? "reachable" : docker.Error)}");
                foreach (Actors.DockerEvents.Mirror.MirrorStatus mirror in docker.Networks.Where(mirror => mirror.Error.Length > 0))
                {
                    text.AppendLine($"  mirror {mirror}");
                }
            }
        }

        return text.ToString();
    }

    private static void Describe(StringBuilder text, Host host, MeshView view)
    {
        foreach (NetworkView network in view.Networks.Values)
        {
            text.AppendLine(
                $"  network {network.Id.ToShortString()} {network.Record.Name} {network.Record.Subnet} of {view.Nodes.GetValueOrDefault(network.Creator)?.Name}"
                + $"{(network.Closing ? " closing" : "")}{(network.NameLoses ? " loses its name" : "")}");
            foreach (EndpointView endpoint in network.Endpoints.Values)
            {
                text.AppendLine($"    {endpoint.Record.Name} {Ipv4.ToText(endpoint.Record.Address)} on {view.Nodes.GetValueOrDefault(endpoint.Owner)?.Name}");
            }
        }

        foreach ((string engine, NetworkId network) in view.Bindings)
        {
            text.AppendLine($"  binding {engine[..8]} → {network.ToShortString()}");
        }

        foreach (Actors.Edges.EngineNetwork network in host.Engine.Networks.Values)
        {
            text.AppendLine($"  engine {network.Id[..8]} {network.Name} {network.Subnets[0]} {network.Attachments.Length} attached");
        }

        foreach (string line in host.Engine.Events.Lines.TakeLast(4))
        {
            text.AppendLine($"  dockerd: {line}");
        }
    }
}
