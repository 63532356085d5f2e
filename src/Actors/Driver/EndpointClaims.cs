namespace MeshNet.Actors.Driver;

/// <summary>
/// Whose an address and a MAC are when two endpoints claim the same. Both cannot be programmed, and every host has to choose alike:
/// for an address the later claim of the block wins (R10), for a MAC the smaller stamp (R16).
/// </summary>
internal sealed class EndpointClaims
{
    private readonly Dictionary<uint, EndpointView> _byAddress = [];
    private readonly Dictionary<MacAddress, EndpointView> _byMac = [];

    public EndpointClaims(IEnumerable<EndpointView> endpoints)
    {
        foreach (EndpointView endpoint in endpoints)
        {
            if (!_byAddress.TryGetValue(endpoint.Record.Address, out EndpointView? holder) || HasLaterClaim(endpoint, holder))
            {
                _byAddress[endpoint.Record.Address] = endpoint;
            }
        }

        foreach (EndpointView endpoint in endpoints.Where(endpoint => _byAddress[endpoint.Record.Address].Id == endpoint.Id))
        {
            if (!_byMac.TryGetValue(endpoint.Record.Mac, out EndpointView? holder) || StampOf(endpoint) < StampOf(holder))
            {
                _byMac[endpoint.Record.Mac] = endpoint;
            }
        }
    }

    /// <summary>The other endpoint that keeps this one from being programmed, or null.</summary>
    public EndpointView? WinnerOver(EndpointView endpoint)
    {
        EndpointView byAddress = _byAddress[endpoint.Record.Address];
        if (byAddress.Id != endpoint.Id)
        {
            return byAddress;
        }

        EndpointView byMac = _byMac[endpoint.Record.Mac];
        return byMac.Id == endpoint.Id ? null : byMac;
    }

    private static bool HasLaterClaim(EndpointView left, EndpointView right)
    {
        static (ulong, ulong, EndpointId) Order(EndpointView endpoint) =>
            (endpoint.Record.BlockVersion, endpoint.Record.Allocation, endpoint.Id);
        return Order(left).CompareTo(Order(right)) > 0;
    }

    private static Stamp StampOf(EndpointView endpoint) => new(endpoint.Record.Lamport, endpoint.Id.Value);
}
