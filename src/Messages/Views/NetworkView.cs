using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// One network as this node's replica has it. Kernel, DNS and the local engine are made from it as a whole, never from deltas in
/// the order of their arrival (R10).
/// </summary>
/// <param name="Closing">It is being deleted: no new endpoints; the ones that live stay until they end (R13).</param>
/// <param name="NameLoses">Another network of this name has the smaller stamp: this one takes no new endpoints (R16).</param>
public sealed record NetworkView(
    NetworkId Id,
    NetworkRecord Record,
    NodeId Creator,
    bool Closing,
    bool NameLoses,
    ImmutableSortedDictionary<EndpointId, EndpointView> Endpoints);
