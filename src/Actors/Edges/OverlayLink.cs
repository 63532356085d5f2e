using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

/// <summary>A local endpoint's veth: one end a port of the overlay's bridge, the other the container's interface.</summary>
/// <param name="Address">The container's address within the network's subnet.</param>
/// <param name="Mac">Of the container's end.</param>
public sealed record OverlayLink(EndpointId Endpoint, uint Address, MacAddress Mac);
