using System.Collections.Concurrent;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

/// <summary>Remembers what it was asked, and answers with fixed values or fails as told.</summary>
internal sealed class RecordingHandler : IPluginHandler
{
    public ConcurrentQueue<object> Asked { get; } = [];

    public Exception? Failure { get; init; }

    /// <summary>Looks at each request before it is answered.</summary>
    public Action<object>? OnAsked { get; init; }

    public Task<NetworkCapabilities> GetNetworkCapabilitiesAsync(CancellationToken cancellationToken) =>
        Answer("network capabilities", new NetworkCapabilities());

    public Task<GatewayAllocationResponse> GwAllocCheckAsync(GatewayAllocationRequest request, CancellationToken cancellationToken) =>
        Answer(request, new GatewayAllocationResponse { SkipIPv4 = true });

    public Task<AllocateNetworkResponse> AllocateNetworkAsync(AllocateNetworkRequest request, CancellationToken cancellationToken) =>
        Answer(request, new AllocateNetworkResponse());

    public Task FreeNetworkAsync(FreeNetworkRequest request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task CreateNetworkAsync(CreateNetworkRequest request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task DeleteNetworkAsync(DeleteNetworkRequest request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task<CreateEndpointResponse> CreateEndpointAsync(CreateEndpointRequest request, CancellationToken cancellationToken) =>
        Answer(request, new CreateEndpointResponse { Interface = new() { MacAddress = "02:00:00:00:00:01" } });

    public Task DeleteEndpointAsync(EndpointReference request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task<EndpointOperInfoResponse> EndpointOperInfoAsync(EndpointReference request, CancellationToken cancellationToken) =>
        Answer(request, new EndpointOperInfoResponse());

    public Task<JoinEndpointResponse> JoinAsync(JoinEndpointRequest request, CancellationToken cancellationToken) =>
        Answer(request, new JoinEndpointResponse
        {
            InterfaceName = new("mn0123", "eth"),
            StaticRoutes = [new("10.96.0.0/12", StaticRouteType.Connected, "")],
        });

    public Task LeaveAsync(EndpointReference request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task ProgramExternalConnectivityAsync(ExternalConnectivityRequest request, CancellationToken cancellationToken) =>
        Answer(request, 0);

    public Task RevokeExternalConnectivityAsync(EndpointReference request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task DiscoverNewAsync(DiscoveryNotification request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task DiscoverDeleteAsync(DiscoveryNotification request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task<IpamCapabilities> GetIpamCapabilitiesAsync(CancellationToken cancellationToken) =>
        Answer("ipam capabilities", new IpamCapabilities { RequiresRequestReplay = true });

    public Task<AddressSpacesResponse> GetDefaultAddressSpacesAsync(CancellationToken cancellationToken) =>
        Answer("address spaces", new AddressSpacesResponse("meshlocal", "meshglobal"));

    public Task<RequestPoolResponse> RequestPoolAsync(RequestPoolRequest request, CancellationToken cancellationToken) =>
        Answer(request, new RequestPoolResponse { PoolId = "p1", Pool = "10.50.0.0/24" });

    public Task ReleasePoolAsync(ReleasePoolRequest request, CancellationToken cancellationToken) => Answer(request, 0);

    public Task<RequestAddressResponse> RequestAddressAsync(RequestAddressRequest request, CancellationToken cancellationToken) =>
        Answer(request, new RequestAddressResponse { Address = "10.50.0.2/24" });

    public Task ReleaseAddressAsync(ReleaseAddressRequest request, CancellationToken cancellationToken) => Answer(request, 0);

    private Task<T> Answer<T>(object request, T answer)
    {
        Asked.Enqueue(request);
        OnAsked?.Invoke(request);
        return Failure is null ? Task.FromResult(answer) : Task.FromException<T>(Failure);
    }
}
