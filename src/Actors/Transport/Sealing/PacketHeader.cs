using System.Buffers.Binary;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>
/// What stands in clear before the sealed bytes, and is sealed with them as associated data:
/// <code>
/// byte 0       version of the sealing
/// byte 1       kind (datagram, stream, reject)
/// byte 2       generation of the cluster's key
/// bytes 3-6    cluster tag
/// bytes 7-22   sender's node id
/// bytes 23-30  sender's start nonce
/// bytes 31-38  counter, from 0 for each start and kind
/// </code>
/// A reject ends behind the tag.
/// </summary>
/// <param name="ClusterTag">Four bytes derived from id and secret: tells a foreign cluster from a garbled packet without opening either.</param>
public readonly record struct PacketHeader(
    PacketKind Kind, byte KeyGeneration, uint ClusterTag, NodeId Sender, ulong StartNonce, ulong Counter)
{
    public const byte Version = 1;

    public const int Length = 39;

    /// <summary>What a reject consists of, and what every packet begins with.</summary>
    public const int ShortLength = 7;

    public void Write(Span<byte> bytes)
    {
        WriteShort(bytes, Kind, KeyGeneration, ClusterTag);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[7..], Sender.Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[23..], StartNonce);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[31..], Counter);
    }

    /// <summary>The caller has checked the length and the version.</summary>
    public static PacketHeader Read(ReadOnlySpan<byte> bytes) => new(
        (PacketKind)bytes[1],
        bytes[2],
        ReadTag(bytes),
        new NodeId(BinaryPrimitives.ReadUInt128BigEndian(bytes[7..])),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[23..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[31..]));

    public static uint ReadTag(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes[3..]);

    public static void WriteShort(Span<byte> bytes, PacketKind kind, byte keyGeneration, uint clusterTag)
    {
        bytes[0] = Version;
        bytes[1] = (byte)kind;
        bytes[2] = keyGeneration;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[3..], clusterTag);
    }
}
