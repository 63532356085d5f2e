using System.Collections.Immutable;
using MeshNet.Actors.DockerEvents;
using MeshNet.Docker.Containers;
using MeshNet.Docker.Events;
using MeshNet.Docker.Networks;
using MeshNet.Messages;

namespace MeshNet.Node.DockerEvents;

/// <summary>Docker's objects as the actors' records.</summary>
internal static class EngineRecords
{
    private const string TypeAttribute = "type";

    /// <summary>Before an endpoint has a container, network inspect lists it under this and its own id.</summary>
    private const string EndpointKeyPrefix = "ep-";

    /// <summary>Null for an event that no actor looks at.</summary>
    public static EngineEvent? From(DockerEvent happened) => KindOf(happened) is not { } kind
        ? null
        : new(
            kind,
            happened.Type == DockerEventType.Network ? happened.Actor.Id : "",
            happened.Type == DockerEventType.Network ? happened.Actor.Attributes.GetValueOrDefault(TypeAttribute, "") : "",
            happened.ContainerId ?? "",
            happened.TimeNanoseconds);

    public static EngineContainer From(ContainerSummary row) => new(
        row.Id,
        row.Name,
        row.State is "running" or "paused",
        row.HostConfig.NetworkMode,
        Sorted(row.Labels),
        [.. row.NetworkSettings.Networks.Values.Where(endpoint => endpoint.EndpointId.Length != 0).Select(endpoint => endpoint.NetworkId)]);

    public static EngineContainerDetails From(ContainerDetails details) => new(
        details.Id,
        details.PlainName,
        details.State.Pid,
        HealthOf(details.State.Health),
        details.HostConfig.RestartPolicy.Name,
        details.State.Error,
        details.ResolvConfPath,
        Sorted(details.Config.Labels),
        [.. Ports(details.HostConfig.PortBindings)],
        [.. details.NetworkSettings.Networks.Values.Select(endpoint => From(endpoint, details.PlainName))]);

    public static EngineNetwork From(DockerNetwork network) => new(
        network.Id,
        network.Name,
        network.Driver,
        network.IPAM.Driver,
        network.Internal,
        [.. network.IPAM.Config.Select(pool => pool.Subnet)],
        [.. network.IPAM.Config.Select(pool => WithoutPrefix(pool.Gateway))],
        Sorted(network.IPAM.Options),
        Sorted(network.Options),
        Sorted(network.Labels),
        [.. network.Containers.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => From(entry.Key, entry.Value))]);

    public static NetworkCreation Creation(EngineNetworkSpec network) => new()
    {
        Name = network.Name,
        Driver = EngineNames.Driver,
        Internal = network.Internal,
        IPAM = new()
        {
            Driver = EngineNames.Driver,
            Options = network.IpamOptions,
            Config = [new() { Subnet = network.Subnet, Gateway = network.Gateway }],
        },
        Options = network.Options,
        Labels = network.Labels,
    };

    private static EngineEventKind? KindOf(DockerEvent happened) => (happened.Type, happened.Action) switch
    {
        (DockerEventType.Network, DockerEventAction.Create) => EngineEventKind.NetworkCreated,
        (DockerEventType.Network, DockerEventAction.Destroy) => EngineEventKind.NetworkDestroyed,
        (DockerEventType.Network, DockerEventAction.Connect) => EngineEventKind.NetworkConnected,
        (DockerEventType.Network, DockerEventAction.Disconnect) => EngineEventKind.NetworkDisconnected,
        (DockerEventType.Container, DockerEventAction.Start) => EngineEventKind.ContainerStarted,
        (DockerEventType.Container, DockerEventAction.Die) => EngineEventKind.ContainerDied,
        (DockerEventType.Container, DockerEventAction.Destroy) => EngineEventKind.ContainerDestroyed,
        (DockerEventType.Container, DockerEventAction.Rename) => EngineEventKind.ContainerRenamed,
        (DockerEventType.Container, var action)
            when action.StartsWith(DockerEventAction.HealthStatusPrefix, StringComparison.Ordinal) => EngineEventKind.ContainerHealthChanged,
        _ => null,
    };

    private static EngineEndpoint From(EndpointSettings endpoint, string containerName) => new(
        endpoint.NetworkId,
        endpoint.EndpointId,
        [.. endpoint.Aliases.Concat(endpoint.DNSNames).Where(name => name != containerName).Distinct(StringComparer.OrdinalIgnoreCase)]);

    private static EngineAttachment From(string key, NetworkContainer attachment) => new(
        attachment.EndpointId,
        key.StartsWith(EndpointKeyPrefix, StringComparison.Ordinal) ? "" : key,
        attachment.Name,
        WithoutPrefix(attachment.IPv4Address));

    private static EndpointHealth HealthOf(ContainerHealth? health) => health?.Status switch
    {
        "starting" => EndpointHealth.Starting,
        "healthy" => EndpointHealth.Healthy,
        "unhealthy" => EndpointHealth.Unhealthy,
        _ => EndpointHealth.None,
    };

    private static IEnumerable<EnginePort> Ports(IReadOnlyDictionary<string, IReadOnlyList<PortBinding>> bindings) =>
        from port in bindings.OrderBy(entry => entry.Key, StringComparer.Ordinal)
        from binding in port.Value
        select new EnginePort(port.Key, binding.HostIp, binding.HostPort);

    /// <summary>Some engine versions print an address with its prefix length where others do not.</summary>
    private static string WithoutPrefix(string address) => address.Split('/')[0];

    private static ImmutableSortedDictionary<string, string> Sorted(IReadOnlyDictionary<string, string> values) =>
        values.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
