namespace MeshNet.Node.Plugin;

/// <content>Docker's IPAM driver; other network drivers may use it too.</content>
public sealed partial class PluginHandler
{
    /// <summary>
    /// No replay: what is handed out is kept in the node's own store, and compared with Docker's lists once dockerd serves.
    /// </summary>
    public Task<IpamCapabilities> GetIpamCapabilitiesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new IpamCapabilities());

    public Task<AddressSpacesResponse> GetDefaultAddressSpacesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new AddressSpacesResponse(AddressSpaces.Local, AddressSpaces.Global));

    public async Task<RequestPoolResponse> RequestPoolAsync(RequestPoolRequest request, CancellationToken cancellationToken)
    {
        if (request.V6)
        {
            throw new PluginException("IPAM driver meshnet gives out only IPv4 addresses: leave out --ipv6 and any IPv6 --subnet");
        }

        PoolGranted granted = await calls.AskAsync<PoolGranted>(
            new RequestPool(request.Pool, request.SubPool, Sorted(request.Options), request.V6), cancellationToken);
        return new()
        {
            PoolId = granted.PoolId,
            Pool = granted.Subnet.ToString(),
            // One gateway for all hosts: with it named here Docker does not ask for another address on each.
            Data = ImmutableSortedDictionary<string, string>.Empty.Add(
                RequestPoolResponse.GatewayKey, WithPrefix(granted.Gateway, granted.Subnet)),
        };
    }

    public Task ReleasePoolAsync(ReleasePoolRequest request, CancellationToken cancellationToken) =>
        calls.AskAsync<Acknowledged>(new ReleasePool(request.PoolId), cancellationToken);

    public async Task<RequestAddressResponse> RequestAddressAsync(RequestAddressRequest request, CancellationToken cancellationToken)
    {
        uint? wanted = request.Address.Length == 0 ? null : Address(request.Address, "wanted address");
        AddressGranted granted = await calls.AskAsync<AddressGranted>(
            new RequestAddress(request.PoolId, wanted, request.IsGateway), cancellationToken);
        return new() { Address = WithPrefix(granted.Address, granted.Subnet) };
    }

    public Task ReleaseAddressAsync(ReleaseAddressRequest request, CancellationToken cancellationToken) =>
        calls.AskAsync<Acknowledged>(
            new ReleaseAddress(request.PoolId, Address(request.Address, "address")), cancellationToken);

    private static string WithPrefix(uint address, Block subnet) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ipv4.ToText(address)}/{subnet.PrefixLength}");
}
