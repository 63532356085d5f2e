namespace MeshNet.Actors.GatewayBridge;

/// <summary>Which containers our gateway bridge serves, and the decisions on new ones.</summary>
internal sealed class GatewayLeases
{
    private uint _lastAddress;

    public ImmutableSortedDictionary<EndpointId, GatewayLease> All { get; private set; } =
        ImmutableSortedDictionary<EndpointId, GatewayLease>.Empty;

    public void Restore(IEnumerable<GatewayLease> leases)
    {
        All = All.SetItems(leases.Select(lease => KeyValuePair.Create(lease.Endpoint, lease)));
        _lastAddress = All.IsEmpty ? 0 : All.Values.Max(lease => lease.Address);
    }

    public void Remove(EndpointId endpoint) => All = All.Remove(endpoint);

    /// <summary>
    /// Takes a container in, or finds that it is in already. One that was started again under its old endpoint keeps its address.
    /// </summary>
    /// <returns>Null, or why it cannot be.</returns>
    public string? Add(ConnectEgress request, ulong sandbox, Block subnet, Func<PublishedPort, string?> portObstacle)
    {
        GatewayLease? former = All.GetValueOrDefault(request.Endpoint);
        if (former is not null && former.Namespace == sandbox && AreSettledFor(former.Ports, request.Ports))
        {
            All = All.SetItem(request.Endpoint, former with { ContainerId = request.ContainerId, ProcessId = request.ProcessId });
            return null;
        }

        GatewayLease[] others = [.. All.Values.Where(lease => lease.Endpoint != request.Endpoint)];
        if (former is null && others.Any(lease => GatewayLinks.NameOf(lease.Endpoint) == GatewayLinks.NameOf(request.Endpoint)))
        {
            return $"the id of another endpoint begins with the same nine digits as {request.Endpoint}: start the container again";
        }

        uint? address = former?.Address ?? GatewayAddresses.Next(subnet, _lastAddress, others.Select(lease => lease.Address).ToHashSet());
        if (address is not { } chosen)
        {
            return $"all {subnet.Size - 3} addresses of the gateway bridge's subnet {subnet} are taken";
        }

        if (GatewayPorts.Settle(request.Ports, others, portObstacle, out string refusal) is not { } ports)
        {
            return refusal;
        }

        _lastAddress = chosen;
        All = All.SetItem(request.Endpoint, new(request.Endpoint, request.ContainerId, chosen, request.ProcessId, sandbox, ports));
        return null;
    }

    private static bool AreSettledFor(ImmutableArray<PublishedPort> settled, ImmutableArray<PublishedPort> wanted) =>
        settled.Length == wanted.Length
        && settled.Zip(wanted).All(pair =>
            pair.First == (pair.Second.HostPort == 0 ? pair.Second with { HostPort = pair.First.HostPort } : pair.Second));
}
