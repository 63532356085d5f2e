using MeshNet.Messages;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>What <see cref="PacketOpener"/> made of a packet: dropped for a reason, or bytes of a proven sender.</summary>
public readonly record struct OpenedPacket(DropReason? Dropped, NodeId Sender, ulong StartNonce, ReadOnlyMemory<byte> Plain);
