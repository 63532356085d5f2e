using System.Text.Json;
using System.Text.Json.Serialization;
using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Node.GatewayBridge;

/// <summary>
/// The leases of our gateway bridge, one file each, for the next life of the daemon: the kernel keeps links and addresses, but not
/// whose they are nor which ports were asked for when somebody flushes the rules.
/// </summary>
internal sealed class LeaseDirectory(string path)
{
    private const string Extension = ".json";

    /// <summary>A file that cannot be read is skipped: its container is connected again when Docker's containers are listed.</summary>
    public InheritedGateway Read()
    {
        Block? subnet = null;
        ImmutableArray<GatewayLease>.Builder leases = ImmutableArray.CreateBuilder<GatewayLease>();
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*" + Extension) : [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            if (TryRead(file) is ({ } lease, { } inside))
            {
                leases.Add(lease);
                subnet ??= inside;
            }
        }

        return new(subnet, leases.ToImmutable());
    }

    /// <summary>Makes the directory hold exactly the plan's leases.</summary>
    public void Write(GatewayPlan plan)
    {
        Directory.CreateDirectory(path);
        HashSet<string> wanted = [.. plan.Leases.Keys.Select(FileOf)];
        foreach (string file in Directory.GetFiles(path, "*" + Extension).Where(file => !wanted.Contains(file)))
        {
            File.Delete(file);
        }

        foreach (GatewayLease lease in plan.Leases.Values)
        {
            string text = JsonSerializer.Serialize(ToFile(lease, plan.Subnet), LeaseJson.Default.LeaseFile);
            string file = FileOf(lease.Endpoint);
            if (!File.Exists(file) || File.ReadAllText(file) != text)
            {
                File.WriteAllText(file + ".new", text);
                File.Move(file + ".new", file, overwrite: true);
            }
        }
    }

    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private string FileOf(EndpointId endpoint) => Path.Combine(path, endpoint + Extension);

    private static (GatewayLease?, Block?) TryRead(string file)
    {
        try
        {
            LeaseFile? content = JsonSerializer.Deserialize(File.ReadAllText(file), LeaseJson.Default.LeaseFile);
            return content is not null && Block.TryParse(content.Subnet, out Block subnet) ? (FromFile(content), subnet) : (null, null);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            return (null, null);
        }
    }

    private static LeaseFile ToFile(GatewayLease lease, Block subnet) => new(
        lease.Endpoint.ToString(),
        lease.ContainerId,
        subnet.ToString(),
        Ipv4.ToText(lease.Address),
        lease.ProcessId,
        lease.Namespace,
        [.. lease.Ports.Select(port => new LeaseFile.Port(port.Protocol, port.HostAddress?.ToString(), port.HostPort, port.ContainerPort))]);

    private static GatewayLease FromFile(LeaseFile file) => new(
        EndpointId.Parse(file.Endpoint),
        file.Container,
        Ipv4.ToUnit(IPAddress.Parse(file.Address)),
        file.Process,
        file.Namespace,
        [.. file.Ports.Select(port => new PublishedPort(
            port.Protocol, port.HostAddress is null ? null : IPAddress.Parse(port.HostAddress), port.HostPort, port.ContainerPort))]);
}

/// <summary>An egress lease as it is written down, with the subnet that it is in.</summary>
internal sealed record LeaseFile(
    string Endpoint, string Container, string Subnet, string Address, int Process, ulong Namespace, LeaseFile.Port[] Ports)
{
    internal sealed record Port(string Protocol, string? HostAddress, ushort HostPort, ushort ContainerPort);
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(LeaseFile))]
internal sealed partial class LeaseJson : JsonSerializerContext;
