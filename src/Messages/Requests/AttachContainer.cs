using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// The second way in: a container that carries the label <c>meshnet.network=NAME</c>. Address and endpoint in one step, may wait
/// for a block from another host. Answer: <see cref="EndpointCreated"/>.
/// </summary>
/// <param name="Endpoint">Derived from the container's id and network, so that a repeat finds the same endpoint.</param>
/// <param name="Address">The address that the label <c>meshnet.ip</c> asks for, or null.</param>
public sealed record AttachContainer(
    string NetworkName,
    EndpointId Endpoint,
    string Name,
    string ContainerId,
    ImmutableArray<string> Aliases,
    uint? Address) : IMeshRequest;
