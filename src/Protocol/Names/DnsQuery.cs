namespace MeshNet.Protocol.Names;

/// <summary>A query as a container's resolver library sent it (RFC 1035 section 4, RFC 6891).</summary>
/// <param name="QuestionBytes">How long the question section is; it begins after the header.</param>
/// <param name="Edns">What its OPT record says, where it has one.</param>
public readonly record struct DnsQuery(DnsHeader Header, DnsQuestion Question, int QuestionBytes, DnsEdns? Edns)
{
    /// <summary>The largest reply that goes into one datagram without EDNS (RFC 1035 section 4.2.1).</summary>
    public const int DatagramBytesMin = 512;

    /// <summary>No datagram of ours is larger, whatever the asker would take; it comes back over TCP for the rest.</summary>
    public const int DatagramBytesMax = 4096;

    /// <summary>The largest reply that this asker takes in a datagram.</summary>
    public int DatagramReplyBytesMax =>
        Edns is { } edns ? Math.Clamp((int)edns.PayloadBytes, DatagramBytesMin, DatagramBytesMax) : DatagramBytesMin;

    /// <summary>Reads a message.</summary>
    /// <param name="query">Holds the header alone unless the status is <see cref="DnsQueryStatus.Valid"/>.</param>
    public static DnsQueryStatus Read(ReadOnlySpan<byte> message, out DnsQuery query)
    {
        query = default;
        if (!DnsHeader.TryRead(message, out DnsHeader header) || header.IsReply)
        {
            return DnsQueryStatus.Ignored;
        }

        query = new(header, default, 0, null);
        if (header.OperationCode != 0)
        {
            return DnsQueryStatus.NotImplemented;
        }

        DnsReader reader = new(message, DnsHeader.Bytes);
        if (header.Questions != 1
            || !reader.TryReadName(out string name)
            || !reader.TryReadUInt16(out ushort type)
            || !reader.TryReadUInt16(out ushort @class))
        {
            return DnsQueryStatus.FormatError;
        }

        int questionBytes = reader.Position - DnsHeader.Bytes;
        if (!TryReadEdns(ref reader, header, out DnsEdns? edns))
        {
            return DnsQueryStatus.FormatError;
        }

        query = new(header, new DnsQuestion(name, (DnsType)type, (DnsClass)@class), questionBytes, edns);
        return DnsQueryStatus.Valid;
    }

    private static bool TryReadEdns(ref DnsReader reader, DnsHeader header, out DnsEdns? edns)
    {
        edns = null;
        // Each record takes bytes of the message, so a lie in a count ends the loop with the message.
        int records = header.Answers + header.Authorities + header.Additionals;
        for (int i = 0; i < records; i++)
        {
            if (!reader.TryReadName(out _)
                || !reader.TryReadUInt16(out ushort type)
                || !reader.TryReadUInt16(out ushort @class)
                || !reader.TryReadUInt32(out uint timeToLive)
                || !reader.TryReadUInt16(out ushort dataBytes)
                || !reader.TryReadBytes(dataBytes, out _))
            {
                return false;
            }

            if ((DnsType)type != DnsType.Opt)
            {
                continue;
            }

            if (edns is not null)
            {
                return false;
            }

            edns = new DnsEdns(@class, (byte)(timeToLive >> 16));
        }

        return true;
    }
}

/// <summary>What to do with bytes that came in as a query.</summary>
public enum DnsQueryStatus
{
    Valid,

    /// <summary>No answer at all: too short for a header, or itself a reply, which two servers could send each other for ever.</summary>
    Ignored,

    /// <summary>To be answered with <see cref="DnsResponseCode.FormatError"/>.</summary>
    FormatError,

    /// <summary>To be answered with <see cref="DnsResponseCode.NotImplemented"/>: no standard query.</summary>
    NotImplemented,
}

/// <summary>What a query asks.</summary>
/// <param name="Name">As <see cref="DnsReader.TryReadName"/> gives it: in lower case, without the final dot; the root is empty.</param>
public readonly record struct DnsQuestion(string Name, DnsType Type, DnsClass Class);

/// <summary>What a query's OPT record says (RFC 6891 section 6.1.2).</summary>
/// <param name="PayloadBytes">The largest datagram that the asker takes; below 512 it means 512.</param>
/// <param name="Version">0 is the only one in use.</param>
public readonly record struct DnsEdns(ushort PayloadBytes, byte Version);
