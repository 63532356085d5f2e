using System.Collections.Immutable;
using MeshNet.Actors.Edges;

namespace MeshNet.Actors.Transport;

/// <summary>What the transport has done since its start. Counters only rise.</summary>
public sealed record TransportStatus(
    long DatagramsSent,
    long DatagramsReceived,
    long StreamsSent,
    long StreamsReceived,
    long BytesSent,
    long BytesReceived,
    ImmutableSortedDictionary<DropReason, long> Dropped,
    long WithoutAddress,
    long RejectsSent,
    PacketNetworkStatus Network);
