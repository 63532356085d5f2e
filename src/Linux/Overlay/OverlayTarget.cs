namespace MeshNet.Linux.Overlay;

/// <summary>
/// The tables that remote endpoints ask for. Where two contradict each other the first one is followed, and what is local
/// goes before what is remote: the kernel would otherwise answer for a container that can answer itself.
/// </summary>
internal sealed class OverlayTarget
{
    private readonly ImmutableArray<string>.Builder _conflicts = ImmutableArray.CreateBuilder<string>();

    /// <summary>IP to MAC, in the plan's order.</summary>
    public OrderedDictionary<IPAddress, MacAddress> Neighbours { get; } = [];

    /// <summary>MAC to VTEP, in the plan's order.</summary>
    public OrderedDictionary<MacAddress, IPAddress> Fdb { get; } = [];

    public ImmutableArray<string> Conflicts => _conflicts.ToImmutable();

    public static OverlayTarget Of(
        IEnumerable<RemoteStation> remotes, ImmutableArray<EndpointVeth> veths, IPAddress localVtep)
    {
        OverlayTarget target = new();
        Dictionary<IPAddress, string> localAddresses = veths
            .SelectMany(endpoint => endpoint.Addresses, (endpoint, address) => (address.Address, endpoint.LinkName))
            .DistinctBy(pair => pair.Address)
            .ToDictionary();
        HashSet<MacAddress> localMacs = veths.Select(endpoint => endpoint.Mac).ToHashSet();
        foreach (RemoteStation endpoint in remotes)
        {
            if (endpoint.Vtep.Equals(localVtep))
            {
                target._conflicts.Add($"remote endpoint {endpoint} is on this host's own VTEP; it was left out");
            }
            else if (localMacs.Contains(endpoint.Mac))
            {
                target._conflicts.Add($"remote endpoint {endpoint} has the MAC of a local one; it was left out");
            }
            else if (target.TryAddMac(endpoint))
            {
                target.AddAddresses(endpoint, localAddresses);
            }
        }
        return target;
    }

    private bool TryAddMac(RemoteStation endpoint)
    {
        if (Fdb.TryAdd(endpoint.Mac, endpoint.Vtep) || Fdb[endpoint.Mac].Equals(endpoint.Vtep))
        {
            return true;
        }

        _conflicts.Add($"remote endpoint {endpoint} has a MAC that is on {Fdb[endpoint.Mac]} already; it was left out");
        return false;
    }

    private void AddAddresses(RemoteStation endpoint, Dictionary<IPAddress, string> localAddresses)
    {
        foreach (IPAddress address in endpoint.Addresses)
        {
            string claim = $"address {address} of remote endpoint {endpoint}";
            if (localAddresses.TryGetValue(address, out string? holder))
            {
                _conflicts.Add($"{claim} belongs to the local link {holder}; the local one was followed");
            }
            else if (!Neighbours.TryAdd(address, endpoint.Mac) && Neighbours[address] != endpoint.Mac)
            {
                _conflicts.Add($"{claim} belongs to {Neighbours[address]} already; it was left out");
            }
        }
    }
}
