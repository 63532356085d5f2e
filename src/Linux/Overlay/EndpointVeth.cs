using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Linux.Overlay;

/// <summary>The veth that joins a container of this host to an overlay.</summary>
public sealed record EndpointVeth
{
    /// <summary>Of the end in the overlay's namespace.</summary>
    public required string LinkName { get; init; }

    /// <summary>The MAC of the container's end.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>IPv4, IPv6 or one of each.</summary>
    public ImmutableArray<SubnetAddress> Addresses { get; init; } = [];
}
