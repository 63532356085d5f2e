namespace MeshNet.Node.Plugin;

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
