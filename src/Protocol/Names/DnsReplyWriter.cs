using System.Buffers.Binary;
using System.Diagnostics;

namespace MeshNet.Protocol.Names;

/// <summary>Writes our own replies. The question goes back byte for byte: resolvers may hide a secret in its case.</summary>
public static class DnsReplyWriter
{
    /// <summary>What a reply without records can take at most: header, question, OPT.</summary>
    public const int BytesMin = DnsHeader.Bytes + DnsName.BytesMax + 4 + OptBytes;

    private const int OptBytes = 11;
    private const int AddressRecordBytes = 16;

    /// <summary>A pointer to the question's name, which always begins after the header.</summary>
    private const ushort QuestionName = 0xC000 | DnsHeader.Bytes;

    /// <summary>Writes a reply with the answer's records; those that do not fit are left out and the reply says that it was cut.</summary>
    /// <param name="message">The query as it came.</param>
    /// <param name="rotation">Which of several addresses comes first, modulo their number.</param>
    /// <param name="bytesMax">The largest reply that the asker takes, at least 512.</param>
    /// <returns>The reply's length.</returns>
    public static int Write(
        ReadOnlySpan<byte> message, in DnsQuery query, in NameAnswer answer, TimeSpan timeToLive, uint rotation, int bytesMax,
        Span<byte> destination)
    {
        DnsResponseCode code = answer.Kind == NameAnswerKind.NoSuchName ? DnsResponseCode.NoSuchName : DnsResponseCode.NoError;
        int position = DnsHeader.Bytes + CopyQuestion(message, query, destination);
        int limit = Math.Min(bytesMax, destination.Length) - (query.Edns is null ? 0 : OptBytes);
        uint seconds = (uint)timeToLive.TotalSeconds;
        int written = 0;
        int wanted = 0;
        if (answer.Kind == NameAnswerKind.Addresses)
        {
            wanted = answer.Addresses.Length;
            int first = (int)(rotation % (uint)wanted);
            for (; written < wanted && position + AddressRecordBytes <= limit; written++)
            {
                uint address = answer.Addresses[(first + written) % wanted];
                position += WriteRecordHead(destination[position..], DnsType.A, seconds, sizeof(uint));
                BinaryPrimitives.WriteUInt32BigEndian(destination[position..], address);
                position += sizeof(uint);
            }
        }
        else if (answer.Kind == NameAnswerKind.Pointer)
        {
            wanted = 1;
            Span<byte> name = stackalloc byte[DnsName.BytesMax];
            bool valid = DnsName.TryWrite(answer.Pointer!, name, out int nameBytes);
            Debug.Assert(valid, "the name table holds only names that DNS can carry");
            if (position + AddressRecordBytes - sizeof(uint) + nameBytes <= limit)
            {
                position += WriteRecordHead(destination[position..], DnsType.Ptr, seconds, nameBytes);
                name[..nameBytes].CopyTo(destination[position..]);
                position += nameBytes;
                written = 1;
            }
        }

        ushort flags = DnsHeader.AuthoritativeFlag;
        if (written < wanted)
        {
            flags |= DnsHeader.TruncatedFlag;
        }

        return Finish(query, code, flags, (ushort)written, position, destination);
    }

    /// <summary>Writes a reply without records.</summary>
    /// <param name="query">The query as far as it could be read: its header at least.</param>
    public static int WriteFailure(ReadOnlySpan<byte> message, in DnsQuery query, DnsResponseCode code, Span<byte> destination)
    {
        int position = DnsHeader.Bytes + CopyQuestion(message, query, destination);
        return Finish(query, code, 0, 0, position, destination);
    }

    private static int CopyQuestion(ReadOnlySpan<byte> message, in DnsQuery query, Span<byte> destination)
    {
        message.Slice(DnsHeader.Bytes, query.QuestionBytes).CopyTo(destination[DnsHeader.Bytes..]);
        return query.QuestionBytes;
    }

    private static int WriteRecordHead(Span<byte> destination, DnsType type, uint timeToLiveSeconds, int dataBytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, QuestionName);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], (ushort)DnsClass.Internet);
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], timeToLiveSeconds);
        BinaryPrimitives.WriteUInt16BigEndian(destination[10..], (ushort)dataBytes);
        return AddressRecordBytes - sizeof(uint);
    }

    private static int Finish(
        in DnsQuery query, DnsResponseCode code, ushort flags, ushort answers, int position, Span<byte> destination)
    {
        const ushort echoed = DnsHeader.RecursionDesiredFlag | DnsHeader.CheckingDisabledFlag;
        flags |= (ushort)(DnsHeader.ReplyFlag | DnsHeader.RecursionAvailableFlag | (query.Header.Flags & (echoed | 0x7800))
            | ((ushort)code & 0xF));
        ushort questions = (ushort)(query.QuestionBytes > 0 ? 1 : 0);
        ushort additionals = (ushort)(query.Edns is null ? 0 : 1);
        new DnsHeader(query.Header.Id, flags, questions, answers, 0, additionals).Write(destination);
        if (query.Edns is not null)
        {
            position += WriteOpt(destination[position..], code);
        }

        return position;
    }

    private static int WriteOpt(Span<byte> destination, DnsResponseCode code)
    {
        destination[..OptBytes].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)DnsType.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(destination[3..], DnsQuery.DatagramBytesMax);
        destination[5] = (byte)((ushort)code >> 4);
        return OptBytes;
    }
}
