using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;
using Docker.DotNet.Models;
using MeshNet.Actors.DockerEvents;
using EngineDescription = MeshNet.Actors.DockerEvents.EngineDescription;

namespace MeshNet.Node.DockerEvents;

/// <summary>
/// Docker's objects as the actors' records. Go writes a nil map, slice or pointer as null, and the library hands null on whatever its
/// types say, so nothing is taken for granted here.
/// </summary>
internal static class EngineRecords
{
    private const string ContainerType = "container";
    private const string NetworkType = "network";

    /// <summary>Before an endpoint has a container, network inspect lists it under this and its own id.</summary>
    private const string EndpointKeyPrefix = "ep-";

    public static EngineDescription From(SystemInfoResponse info) => new(info.ServerVersion ?? "", info.DockerRootDir ?? "");

    /// <summary>Null for an event that no actor looks at.</summary>
    public static EngineEvent? From(Message? happened)
    {
        if (happened is null || KindOf(happened.Type, happened.Action ?? "") is not { } kind)
        {
            return null;
        }

        string id = happened.Actor?.ID ?? "";
        ImmutableSortedDictionary<string, string> attributes = Sorted(happened.Actor?.Attributes);
        return happened.Type == NetworkType
            ? new(kind, id, attributes.GetValueOrDefault("type", ""), attributes.GetValueOrDefault("container", ""), happened.TimeNano ?? 0)
            : new(kind, "", "", id, happened.TimeNano ?? 0);
    }

    public static EngineContainer From(ContainerListResponse row) => new(
        row.ID ?? "",
        Present(row.Names).FirstOrDefault(IsOwnName)?[1..] ?? "",
        row.State is "running" or "paused",
        row.HostConfig?.NetworkMode ?? "",
        Sorted(row.Labels),
        [
            .. Present(row.NetworkSettings?.Networks?.Values)
                .Where(endpoint => !string.IsNullOrEmpty(endpoint.EndpointID)).Select(endpoint => endpoint.NetworkID ?? ""),
        ]);

    public static EngineContainerDetails From(ContainerInspectResponse details)
    {
        string name = (details.Name ?? "").TrimStart('/');
        return new(
            details.ID ?? "",
            name,
            (int)(details.State?.Pid ?? 0),
            HealthOf(details.State?.Health),
            WordOf(details.HostConfig?.RestartPolicy?.Name),
            details.State?.Error ?? "",
            details.ResolvConfPath ?? "",
            Sorted(details.Config?.Labels),
            [.. Ports(details.HostConfig?.PortBindings)],
            [.. Present(details.NetworkSettings?.Networks?.Values).Select(endpoint => From(endpoint, name))]);
    }

    public static EngineNetwork From(NetworkResponse network)
    {
        IPAMConfig[] pools = Present(network.IPAM?.Config).ToArray();
        return new(
            network.ID ?? "",
            network.Name ?? "",
            network.Driver ?? "",
            network.IPAM?.Driver ?? "",
            network.Internal,
            [.. pools.Select(pool => pool.Subnet ?? "")],
            [.. pools.Select(pool => WithoutPrefix(pool.Gateway))],
            Sorted(network.IPAM?.Options),
            Sorted(network.Options),
            Sorted(network.Labels),
            [
                .. (network.Containers ?? ImmutableDictionary<string, EndpointResource>.Empty)
                    .Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => From(entry.Key, entry.Value)),
            ]);
    }

    public static NetworksCreateParameters Creation(EngineNetworkSpec network) => new()
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

    /// <summary>The engine's own words; the library keeps them as the body that they came in.</summary>
    public static string SentenceOf(DockerApiException refusal)
    {
        string body = refusal.ResponseBody?.Trim() ?? "";
        try
        {
            if (body.Length != 0 && JsonNode.Parse(body) is JsonObject error
                && error["message"] is JsonValue message && message.TryGetValue(out string? sentence) && sentence.Length != 0)
            {
                return sentence;
            }
        }
        catch (JsonException)
        {
            // A proxy in front of the daemon answers in plain text; those words are then the message.
            return body;
        }
        return $"the engine answered {(int)refusal.StatusCode} {refusal.StatusCode} without a reason";
    }

    public static IEnumerable<T> Present<T>(IEnumerable<T>? items)
        where T : class => items?.Where(item => item is not null) ?? [];

    private static EngineEventKind? KindOf(string type, string action) => (type, action) switch
    {
        (NetworkType, "create") => EngineEventKind.NetworkCreated,
        (NetworkType, "destroy") => EngineEventKind.NetworkDestroyed,
        (NetworkType, "connect") => EngineEventKind.NetworkConnected,
        (NetworkType, "disconnect") => EngineEventKind.NetworkDisconnected,
        (ContainerType, "start") => EngineEventKind.ContainerStarted,
        (ContainerType, "die") => EngineEventKind.ContainerDied,
        (ContainerType, "destroy") => EngineEventKind.ContainerDestroyed,
        (ContainerType, "rename") => EngineEventKind.ContainerRenamed,
        // The new status follows after a space.
        (ContainerType, _) when action.StartsWith("health_status:", StringComparison.Ordinal) => EngineEventKind.ContainerHealthChanged,
        _ => null,
    };

    /// <summary>A second slash marks a legacy link's name.</summary>
    private static bool IsOwnName(string name) => name.LastIndexOf('/') == 0;

    private static EngineEndpoint From(EndpointSettings endpoint, string containerName) => new(
        endpoint.NetworkID ?? "",
        endpoint.EndpointID ?? "",
        [
            .. Present(endpoint.Aliases).Concat(Present(endpoint.DNSNames))
                .Where(name => name != containerName).Distinct(StringComparer.OrdinalIgnoreCase),
        ]);

    private static EngineAttachment From(string key, EndpointResource attachment) => new(
        attachment.EndpointID ?? "",
        key.StartsWith(EndpointKeyPrefix, StringComparison.Ordinal) ? "" : key,
        attachment.Name ?? "",
        WithoutPrefix(attachment.IPv4Address));

    private static EndpointHealth HealthOf(Health? health) => health?.Status switch
    {
        "starting" => EndpointHealth.Starting,
        "healthy" => EndpointHealth.Healthy,
        "unhealthy" => EndpointHealth.Unhealthy,
        _ => EndpointHealth.None,
    };

    private static string WordOf(RestartPolicyKind? policy) => policy switch
    {
        RestartPolicyKind.No => "no",
        RestartPolicyKind.Always => "always",
        RestartPolicyKind.OnFailure => "on-failure",
        RestartPolicyKind.UnlessStopped => "unless-stopped",
        _ => "",
    };

    private static IEnumerable<EnginePort> Ports(IDictionary<string, IList<PortBinding>>? bindings) =>
        from port in (bindings ?? ImmutableDictionary<string, IList<PortBinding>>.Empty).OrderBy(entry => entry.Key, StringComparer.Ordinal)
        from binding in Present(port.Value)
        select new EnginePort(port.Key, binding.HostIP ?? "", binding.HostPort ?? "");

    /// <summary>Some engine versions print an address with its prefix length where others do not.</summary>
    private static string WithoutPrefix(string? address) => (address ?? "").Split('/')[0];

    private static ImmutableSortedDictionary<string, string> Sorted(IDictionary<string, string>? values) =>
        (values ?? ImmutableDictionary<string, string>.Empty)
            .Where(entry => entry.Value is not null).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
