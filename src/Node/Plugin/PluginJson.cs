using System.Text.Json.Serialization;

namespace MeshNet.Node.Plugin;

[JsonSerializable(typeof(ActivateResponse))]
[JsonSerializable(typeof(NetworkCapabilities))]
[JsonSerializable(typeof(GatewayAllocationRequest))]
[JsonSerializable(typeof(GatewayAllocationResponse))]
[JsonSerializable(typeof(AllocateNetworkRequest))]
[JsonSerializable(typeof(AllocateNetworkResponse))]
[JsonSerializable(typeof(FreeNetworkRequest))]
[JsonSerializable(typeof(CreateNetworkRequest))]
[JsonSerializable(typeof(DeleteNetworkRequest))]
[JsonSerializable(typeof(CreateEndpointRequest))]
[JsonSerializable(typeof(CreateEndpointResponse))]
[JsonSerializable(typeof(EndpointReference))]
[JsonSerializable(typeof(EndpointOperInfoResponse))]
[JsonSerializable(typeof(JoinEndpointRequest))]
[JsonSerializable(typeof(JoinEndpointResponse))]
[JsonSerializable(typeof(ExternalConnectivityRequest))]
[JsonSerializable(typeof(DiscoveryNotification))]
[JsonSerializable(typeof(IpamCapabilities))]
[JsonSerializable(typeof(AddressSpacesResponse))]
[JsonSerializable(typeof(RequestPoolRequest))]
[JsonSerializable(typeof(RequestPoolResponse))]
[JsonSerializable(typeof(ReleasePoolRequest))]
[JsonSerializable(typeof(RequestAddressRequest))]
[JsonSerializable(typeof(RequestAddressResponse))]
[JsonSerializable(typeof(ReleaseAddressRequest))]
[JsonSerializable(typeof(NetworkDriverError))]
[JsonSerializable(typeof(IpamDriverError))]
[JsonSerializable(typeof(EmptyResponse))]
[JsonSerializable(typeof(PortMapping[]))]
[JsonSerializable(typeof(ExposedPort[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class PluginJson : JsonSerializerContext;

/// <summary>
/// Go writes a nil map or slice as null: here it is an empty one, and null values in one are left out.
/// The init accessors of everything that is read call this, because the generated reader passes null also for what is absent.
/// </summary>
internal static class Tolerant
{
    public static IReadOnlyDictionary<string, string> NoStrings { get; } = Values<string>(null);

    public static IReadOnlyDictionary<string, T> Values<T>(IReadOnlyDictionary<string, T>? values)
        where T : class =>
        values is null ? ImmutableDictionary<string, T>.Empty
        : values.Values.Any(value => value is null)
            ? values.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal)
        : values;

    public static IReadOnlyList<T> Items<T>(IReadOnlyList<T>? items)
        where T : class =>
        items is null ? [] : items.Any(item => item is null) ? [.. items.Where(item => item is not null)] : items;
}
