namespace MeshNet.Actors.GatewayBridge;

/// <summary>Our own gateway bridge as this host's kernel should have it.</summary>
/// <param name="Subnet">Its first address is the bridge's own and the containers' default gateway.</param>
public sealed record GatewayPlan(Block Subnet, ImmutableSortedDictionary<EndpointId, GatewayLease> Leases)
{
    public uint Gateway => Subnet.Start + 1;
}

/// <summary>One container's way out through our own gateway bridge.</summary>
/// <param name="Address">Of its eth1, within the bridge's subnet.</param>
/// <param name="ProcessId">The container's first process when it was connected.</param>
/// <param name="Namespace">
/// The inode of the container's network namespace: together with the process id it tells whether the container is still that one.
/// </param>
/// <param name="Ports">With no host port 0: one that Docker left open has been chosen.</param>
public sealed record GatewayLease(
    EndpointId Endpoint,
    string ContainerId,
    uint Address,
    int ProcessId,
    ulong Namespace,
    ImmutableArray<PublishedPort> Ports)
{
    public bool Equals(GatewayLease? other) =>
        other is not null
        && (Endpoint, ContainerId, Address, ProcessId, Namespace)
            == (other.Endpoint, other.ContainerId, other.Address, other.ProcessId, other.Namespace)
        && Ports.AsSpan().SequenceEqual(other.Ports.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Endpoint, Address, ProcessId, Namespace, Ports.Length);
}
