using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Protocol.Networks;

/// <summary>What all logs together say of one network.</summary>
internal sealed class NetworkState(NetworkId id)
{
    public NetworkId Id { get; } = id;

    /// <summary>Whose logs hold the specification: the creator's, and after its removal the heir's too.</summary>
    public SortedDictionary<NodeId, NetworkRecord> Records { get; } = [];

    /// <summary>Who has said that the network is closing, and whether it is drained there.</summary>
    public SortedDictionary<NodeId, bool> Closings { get; } = [];

    public ImmutableSortedDictionary<EndpointId, EndpointView> Endpoints { get; set; } =
        ImmutableSortedDictionary<EndpointId, EndpointView>.Empty;

    /// <summary>The how manieth network this one was to be heard of.</summary>
    public ulong Heard { get; init; }

    public NetworkRecord? Record => Records.Count > 0 ? Records.First().Value : null;

    public NodeId Creator => Records.First().Key;

    public bool Closing => Closings.Count > 0;

    public bool IsEmpty => Records.Count == 0 && Closings.Count == 0 && Endpoints.IsEmpty;

    public Stamp Stamp => new(Record!.Lamport, Id.Value);
}
