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
