using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshNet.Node.Plugin;

/// <summary>One method of the protocol: reads the request's body, calls the handler, writes the answer.</summary>
/// <param name="Name">As in the path, for example <c>NetworkDriver.Join</c>.</param>
/// <param name="InvokeAsync">Body in, body out; fails with <see cref="PluginException"/>.</param>
internal sealed record PluginMethod(string Name, Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> InvokeAsync)
{
    /// <summary>A method without a request, for which any body is ignored.</summary>
    public static PluginMethod Asking<TResponse>(
        string name, JsonTypeInfo<TResponse> response, Func<CancellationToken, Task<TResponse>> call) =>
        new(name, async (_, cancellationToken) => Write(await call(cancellationToken), response));

    public static PluginMethod Calling<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, CancellationToken, Task<TResponse>> call)
        where TRequest : class, IPluginRequest =>
        new(name, async (body, cancellationToken) => Write(await call(Read(name, body.Span, request), cancellationToken), response));

    /// <summary>A method whose success has nothing to tell.</summary>
    public static PluginMethod Telling<TRequest>(
        string name, JsonTypeInfo<TRequest> request, Func<TRequest, CancellationToken, Task> call)
        where TRequest : class, IPluginRequest =>
        Calling(name, request, PluginJson.Default.EmptyResponse, async (value, cancellationToken) =>
        {
            await call(value, cancellationToken);
            return new EmptyResponse();
        });

    private static TRequest Read<TRequest>(string name, ReadOnlySpan<byte> body, JsonTypeInfo<TRequest> type)
        where TRequest : class, IPluginRequest
    {
        // dockerd repeats a call after a broken connection with the same, by then exhausted, reader.
        if (body.IsEmpty)
        {
            throw new PluginRequestException(
                $"{name} came without its request, as Docker's repeated calls do after a broken connection; "
                + "nothing was done, run the command again.");
        }

        try
        {
            TRequest request = JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null", "$", 0, 0);
            return request.MissingField is { } field
                ? throw new PluginRequestException($"{name}: the request has no {field}; nothing was done.")
                : request;
        }
        catch (JsonException failure)
        {
            throw new PluginRequestException(
                $"{name}: the request is not the JSON of Docker's plugin protocol at {failure.Path ?? "$"} "
                + $"(line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}); nothing was done.",
                failure);
        }
    }

    private static byte[] Write<TResponse>(TResponse value, JsonTypeInfo<TResponse> type) =>
        JsonSerializer.SerializeToUtf8Bytes(value, type);
}

/// <summary>A request that cannot be served without certain fields.</summary>
internal interface IPluginRequest
{
    /// <summary>The first of the indispensable fields that is empty, by its name on the wire; null when none is.</summary>
    string? MissingField { get; }
}

/// <summary>Every method of the protocol, by name.</summary>
internal static class PluginMethods
{
    private static readonly PluginJson Json = PluginJson.Default;

    public static FrozenDictionary<string, PluginMethod> Of(IPluginHandler handler) =>
        Activation().Concat(NetworkDriver(handler)).Concat(IpamDriver(handler))
            .ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    private static IEnumerable<PluginMethod> Activation() =>
    [
        PluginMethod.Asking("Plugin.Activate", Json.ActivateResponse,
            _ => Task.FromResult(new ActivateResponse(["NetworkDriver", "IpamDriver"]))),
    ];

    private static IEnumerable<PluginMethod> NetworkDriver(INetworkDriver driver) =>
    [
        PluginMethod.Asking("NetworkDriver.GetCapabilities", Json.NetworkCapabilities, driver.GetNetworkCapabilitiesAsync),
        PluginMethod.Calling(
            "NetworkDriver.GwAllocCheck", Json.GatewayAllocationRequest, Json.GatewayAllocationResponse, driver.GwAllocCheckAsync),
        PluginMethod.Calling(
            "NetworkDriver.AllocateNetwork", Json.AllocateNetworkRequest, Json.AllocateNetworkResponse, driver.AllocateNetworkAsync),
        PluginMethod.Telling("NetworkDriver.FreeNetwork", Json.FreeNetworkRequest, driver.FreeNetworkAsync),
        PluginMethod.Telling("NetworkDriver.CreateNetwork", Json.CreateNetworkRequest, driver.CreateNetworkAsync),
        PluginMethod.Telling("NetworkDriver.DeleteNetwork", Json.DeleteNetworkRequest, driver.DeleteNetworkAsync),
        PluginMethod.Calling(
            "NetworkDriver.CreateEndpoint", Json.CreateEndpointRequest, Json.CreateEndpointResponse, driver.CreateEndpointAsync),
        PluginMethod.Telling("NetworkDriver.DeleteEndpoint", Json.EndpointReference, driver.DeleteEndpointAsync),
        PluginMethod.Calling(
            "NetworkDriver.EndpointOperInfo", Json.EndpointReference, Json.EndpointOperInfoResponse, driver.EndpointOperInfoAsync),
        PluginMethod.Calling("NetworkDriver.Join", Json.JoinEndpointRequest, Json.JoinEndpointResponse, driver.JoinAsync),
        PluginMethod.Telling("NetworkDriver.Leave", Json.EndpointReference, driver.LeaveAsync),
        PluginMethod.Telling(
            "NetworkDriver.ProgramExternalConnectivity", Json.ExternalConnectivityRequest, driver.ProgramExternalConnectivityAsync),
        PluginMethod.Telling(
            "NetworkDriver.RevokeExternalConnectivity", Json.EndpointReference, driver.RevokeExternalConnectivityAsync),
        PluginMethod.Telling("NetworkDriver.DiscoverNew", Json.DiscoveryNotification, driver.DiscoverNewAsync),
        PluginMethod.Telling("NetworkDriver.DiscoverDelete", Json.DiscoveryNotification, driver.DiscoverDeleteAsync),
    ];

    private static IEnumerable<PluginMethod> IpamDriver(IIpamDriver driver) =>
    [
        PluginMethod.Asking("IpamDriver.GetCapabilities", Json.IpamCapabilities, driver.GetIpamCapabilitiesAsync),
        PluginMethod.Asking("IpamDriver.GetDefaultAddressSpaces", Json.AddressSpacesResponse, driver.GetDefaultAddressSpacesAsync),
        PluginMethod.Calling("IpamDriver.RequestPool", Json.RequestPoolRequest, Json.RequestPoolResponse, driver.RequestPoolAsync),
        PluginMethod.Telling("IpamDriver.ReleasePool", Json.ReleasePoolRequest, driver.ReleasePoolAsync),
        PluginMethod.Calling(
            "IpamDriver.RequestAddress", Json.RequestAddressRequest, Json.RequestAddressResponse, driver.RequestAddressAsync),
        PluginMethod.Telling("IpamDriver.ReleaseAddress", Json.ReleaseAddressRequest, driver.ReleaseAddressAsync),
    ];
}
