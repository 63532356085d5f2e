using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Linux.Overlay;

/// <summary>A container of this host on an overlay.</summary>
public sealed record LocalEndpoint
{
    public required string Id { get; init; }

    /// <summary>The veth's end in the overlay's namespace, see <see cref="OverlayNames.EndpointLink"/>.</summary>
    public required string LinkName { get; init; }

    /// <summary>The MAC of the container's end.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>IPv4, IPv6 or one of each.</summary>
    public ImmutableArray<SubnetAddress> Addresses { get; init; } = [];
}
