namespace MeshNet.Node.Plugin;

/// <summary>Docker's remote network driver: a method for each <c>NetworkDriver.*</c> call.</summary>
public interface INetworkDriver
{
    /// <summary>Asked once after activation.</summary>
    Task<NetworkCapabilities> GetNetworkCapabilitiesAsync(CancellationToken cancellationToken);

    /// <summary>From Docker 28 on, and only when the capabilities ask for it: before <see cref="CreateNetworkAsync"/>.</summary>
    Task<GatewayAllocationResponse> GwAllocCheckAsync(GatewayAllocationRequest request, CancellationToken cancellationToken);

    /// <summary>Asked of Swarm managers only, and only for scope global.</summary>
    Task<AllocateNetworkResponse> AllocateNetworkAsync(AllocateNetworkRequest request, CancellationToken cancellationToken);

    /// <summary>The reverse of <see cref="AllocateNetworkAsync"/>.</summary>
    Task FreeNetworkAsync(FreeNetworkRequest request, CancellationToken cancellationToken);

    /// <summary>A failure makes Docker release the pools and fail the command.</summary>
    Task CreateNetworkAsync(CreateNetworkRequest request, CancellationToken cancellationToken);

    /// <summary>A failure is shown to the user; Docker then tries again, by force, at its next start.</summary>
    Task DeleteNetworkAsync(DeleteNetworkRequest request, CancellationToken cancellationToken);

    /// <summary>A failure makes Docker release the addresses and fail the command.</summary>
    Task<CreateEndpointResponse> CreateEndpointAsync(CreateEndpointRequest request, CancellationToken cancellationToken);

    /// <summary>Docker only logs a failure and removes the endpoint all the same.</summary>
    Task DeleteEndpointAsync(EndpointReference request, CancellationToken cancellationToken);

    Task<EndpointOperInfoResponse> EndpointOperInfoAsync(EndpointReference request, CancellationToken cancellationToken);

    /// <summary>A failure makes Docker call leave and delete for the endpoint and fail the command.</summary>
    Task<JoinEndpointResponse> JoinAsync(JoinEndpointRequest request, CancellationToken cancellationToken);

    /// <summary>Docker only logs a failure and goes on.</summary>
    Task LeaveAsync(EndpointReference request, CancellationToken cancellationToken);

    /// <summary>Asked only when <see cref="JoinAsync"/> gave a gateway: publish the ports.</summary>
    Task ProgramExternalConnectivityAsync(ExternalConnectivityRequest request, CancellationToken cancellationToken);

    /// <summary>The reverse of <see cref="ProgramExternalConnectivityAsync"/>.</summary>
    Task RevokeExternalConnectivityAsync(EndpointReference request, CancellationToken cancellationToken);

    /// <summary>Sent in Swarm mode only: a node appeared.</summary>
    Task DiscoverNewAsync(DiscoveryNotification request, CancellationToken cancellationToken);

    /// <summary>Sent in Swarm mode only: a node went away.</summary>
    Task DiscoverDeleteAsync(DiscoveryNotification request, CancellationToken cancellationToken);
}

/// <summary>Docker's remote IPAM driver: a method for each <c>IpamDriver.*</c> call.</summary>
public interface IIpamDriver
{
    /// <summary>Asked once after activation.</summary>
    Task<IpamCapabilities> GetIpamCapabilitiesAsync(CancellationToken cancellationToken);

    /// <summary>Asked after activation and again before every <see cref="RequestPoolAsync"/>.</summary>
    Task<AddressSpacesResponse> GetDefaultAddressSpacesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// With an empty pool Docker keeps asking until a subnet collides with nothing on the host, then releases those it turned
    /// down: several calls for one network, whose answers must all differ.
    /// </summary>
    Task<RequestPoolResponse> RequestPoolAsync(RequestPoolRequest request, CancellationToken cancellationToken);

    Task ReleasePoolAsync(ReleasePoolRequest request, CancellationToken cancellationToken);

    Task<RequestAddressResponse> RequestAddressAsync(RequestAddressRequest request, CancellationToken cancellationToken);

    Task ReleaseAddressAsync(ReleaseAddressRequest request, CancellationToken cancellationToken);
}

/// <summary>
/// Both halves of the plugin, behind one name. A method fails by throwing <see cref="PluginException"/> with the sentence that
/// the user is to read; anything else that it throws is a defect and is answered as one.
/// </summary>
/// <remarks>
/// dockerd repeats calls after a broken connection and forgets them when it dies, so every method is idempotent. A handler
/// never calls the Docker Engine for the object that it is asked about: dockerd holds its lock until the answer.
/// dockerd sets no time limit; the token is cancelled when dockerd hangs up or the plugin stops.
/// </remarks>
public interface IPluginHandler : INetworkDriver, IIpamDriver;
