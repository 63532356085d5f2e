using System.Buffers.Binary;

namespace MeshNet.Protocol.Names;

/// <summary>The first twelve bytes of every message (RFC 1035 section 4.1.1).</summary>
/// <param name="Flags">The third and fourth byte, as they are on the wire.</param>
public readonly record struct DnsHeader(
    ushort Id, ushort Flags, ushort Questions, ushort Answers, ushort Authorities, ushort Additionals)
{
    public const int Bytes = 12;

    public const ushort ReplyFlag = 0x8000;
    public const ushort AuthoritativeFlag = 0x0400;
    public const ushort TruncatedFlag = 0x0200;
    public const ushort RecursionDesiredFlag = 0x0100;
    public const ushort RecursionAvailableFlag = 0x0080;
    public const ushort CheckingDisabledFlag = 0x0010;

    public bool IsReply => (Flags & ReplyFlag) != 0;

    public bool IsTruncated => (Flags & TruncatedFlag) != 0;

    /// <summary>0 is a standard query.</summary>
    public int OperationCode => (Flags >> 11) & 0xF;

    public DnsResponseCode ResponseCode => (DnsResponseCode)(Flags & 0xF);

    public static bool TryRead(ReadOnlySpan<byte> message, out DnsHeader header)
    {
        header = default;
        if (message.Length < Bytes)
        {
            return false;
        }

        header = new(
            BinaryPrimitives.ReadUInt16BigEndian(message),
            BinaryPrimitives.ReadUInt16BigEndian(message[2..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[6..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[8..]),
            BinaryPrimitives.ReadUInt16BigEndian(message[10..]));
        return true;
    }

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, Id);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], Flags);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], Questions);
        BinaryPrimitives.WriteUInt16BigEndian(destination[6..], Answers);
        BinaryPrimitives.WriteUInt16BigEndian(destination[8..], Authorities);
        BinaryPrimitives.WriteUInt16BigEndian(destination[10..], Additionals);
    }

    /// <summary>Gives a message that is passed on another id, in place.</summary>
    public static void WriteId(Span<byte> message, ushort id) => BinaryPrimitives.WriteUInt16BigEndian(message, id);
}
