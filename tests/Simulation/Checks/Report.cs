using System.Text;
using MeshNet.Actors.DockerEvents;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Simulation.Checks;

/// <summary>What every host believes and has, for whoever looks for the reason of a violation.</summary>
internal static class Report
{
    public static string Of(World world)
    {
        StringBuilder text = new();
        foreach (Host host in world.Hosts)
        {
            text.AppendLine($"{host.Name} {host.Id.ToShortString()} {(host.IsUp ? "up" : $"down {host.StartRefusal}")}"
                + $"{(host.WasRolledBack ? " rolled back" : "")}{(host.IsLeaving ? " leaving" : "")}{(host.HasLeft ? " gone" : "")}");
            foreach (NodeLog log in MeshLoader.LoadReplicas(host.Id, host.Disk.Read).Append(MeshLoader.LoadOwn(host.Id, host.Disk.Read)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  log {log.Owner.ToShortString()} {log.State.Watermark} {log.Hash:x16} {log.Count}");
            }

            if (host.Parts is { } parts)
            {
                Describe(text, host, host.Ask<MeshView>(parts.Actors.Mesh, GetMeshView.Instance));
                EpochReport epoch = host.Ask<EpochReport>(parts.Actors.Mesh, GetEpoch.Instance);
                text.AppendLine($"  epoch {epoch.Number}: {string.Join(' ', epoch.Voters.Select(voter => voter.ToShortString()))}");
                foreach (RemovalReport removal in epoch.Removals)
                {
                    text.AppendLine($"  removed {removal.Name}, heir {removal.Heir}, {(removal.Settled ? "settled" : string.Join("; ", removal.WaitsFor))}");
                }

                DockerStatus docker = host.Ask<DockerStatus>(parts.DockerEvents, GetDockerStatus.Instance);
                text.AppendLine($"  docker {(docker.Reachable ? "reachable" : docker.Error)}");
                foreach (Actors.DockerEvents.Mirror.MirrorStatus mirror in docker.Networks.Where(mirror => mirror.Error.Length > 0))
                {
                    text.AppendLine($"  mirror {mirror}");
                }
            }
        }

        Compare(world, text);
        return text.ToString();
    }

    /// <summary>Replicas that say they are equally far and are not alike.</summary>
    private static void Compare(World world, StringBuilder text)
    {
        Dictionary<NodeId, (string Host, NodeLog Log)> first = [];
        foreach (Host host in world.Members)
        {
            foreach (NodeLog log in MeshLoader.LoadReplicas(host.Id, host.Disk.Read).Append(MeshLoader.LoadOwn(host.Id, host.Disk.Read)))
            {
                if (!first.TryAdd(log.Owner, (host.Name, log)) && first[log.Owner].Log is { } other
                    && other.Watermark == log.Watermark && other.Hash != log.Hash)
                {
                    foreach (LogEntry entry in log.Entries.Concat(other.Entries)
                        .Where(entry => log.Entry(entry.Key)?.Version != other.Entry(entry.Key)?.Version)
                        .DistinctBy(entry => (entry.Key, entry.Version)))
                    {
                        string holder = log.Entry(entry.Key)?.Version == entry.Version ? host.Name : first[log.Owner].Host;
                        string what = entry.Value is null ? "tombstone" : "record";
                        text.AppendLine(CultureInfo.InvariantCulture, $"only {holder} has of {log.Owner.ToShortString()}: {what} {entry.Key} {entry.Version}, floor {log.Floor} {other.Floor}");
                    }
                }
            }
        }
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

        foreach (Actors.DockerEvents.EngineNetwork network in host.Engine.Networks.Values)
        {
            text.AppendLine($"  engine {network.Id[..8]} {network.Name} {network.Subnets[0]} {network.Attachments.Length} attached");
        }

        foreach (string line in host.Engine.Events.Lines.TakeLast(4))
        {
            text.AppendLine($"  dockerd: {line}");
        }
    }
}
