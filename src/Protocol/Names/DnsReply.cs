namespace MeshNet.Protocol.Names;

/// <summary>Another server's reply, as far as a forwarder needs to know it.</summary>
public static class DnsReply
{
    /// <summary>
    /// Whether the reply belongs to the query: same id, same question (RFC 5452 section 9). A server may change the question's
    /// case, and leave it out where it says that it failed.
    /// </summary>
    public static bool Matches(ReadOnlySpan<byte> query, ReadOnlySpan<byte> reply, out DnsResponseCode code)
    {
        code = default;
        if (DnsQuery.Read(query, out DnsQuery asked) != DnsQueryStatus.Valid
            || !DnsHeader.TryRead(reply, out DnsHeader header)
            || !header.IsReply
            || header.Id != asked.Header.Id)
        {
            return false;
        }

        code = header.ResponseCode;
        if (header.Questions == 0)
        {
            return code is not (DnsResponseCode.NoError or DnsResponseCode.NoSuchName);
        }

        ReadOnlySpan<byte> question = query.Slice(DnsHeader.Bytes, asked.QuestionBytes);
        ReadOnlySpan<byte> repeated = reply[DnsHeader.Bytes..];
        return header.Questions == 1
            && repeated.Length >= question.Length
            && EqualsIgnoringCase(question, repeated[..question.Length]);
    }

    /// <summary>Whether the server could not or would not say, so that another may be asked. NXDOMAIN is an answer.</summary>
    public static bool IsFailure(DnsResponseCode code) => code is DnsResponseCode.ServerFailure or DnsResponseCode.Refused;

    /// <summary>What remains of a reply that did not fit the buffer: header and question, marked as cut (RFC 2181 section 9).</summary>
    /// <param name="query">The query that the reply matches.</param>
    public static byte[] Cut(ReadOnlySpan<byte> query, ReadOnlySpan<byte> reply)
    {
        _ = DnsHeader.TryRead(reply, out DnsHeader header);
        _ = DnsQuery.Read(query, out DnsQuery asked);
        byte[] cut = query[..(DnsHeader.Bytes + asked.QuestionBytes)].ToArray();
        new DnsHeader(header.Id, (ushort)(header.Flags | DnsHeader.TruncatedFlag), 1, 0, 0, 0).Write(cut);
        return cut;
    }

    private static bool EqualsIgnoringCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (Lower(left[i]) != Lower(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
