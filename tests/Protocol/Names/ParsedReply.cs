using System.Buffers.Binary;
using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

/// <summary>A reply taken apart, record by record, to the last byte.</summary>
internal sealed class ParsedReply
{
    public ParsedReply(ReadOnlySpan<byte> message)
    {
        Assert.True(DnsHeader.TryRead(message, out DnsHeader header));
        Header = header;
        DnsReader reader = new(message, DnsHeader.Bytes);
        for (int i = 0; i < header.Questions; i++)
        {
            Assert.True(reader.TryReadName(out string name));
            Assert.True(reader.TryReadUInt16(out ushort type));
            Assert.True(reader.TryReadUInt16(out ushort @class));
            Question = new(name, (DnsType)type, (DnsClass)@class);
        }

        for (int i = 0; i < header.Answers + header.Authorities + header.Additionals; i++)
        {
            ReadRecord(ref reader, message);
        }

        Assert.Equal(message.Length, reader.Position);
    }

    public DnsHeader Header { get; }

    public DnsQuestion Question { get; }

    public List<uint> Addresses { get; } = [];

    public List<string> Pointers { get; } = [];

    public List<uint> TimesToLive { get; } = [];

    /// <summary>The upper bits of the response code, from the OPT record.</summary>
    public int? ExtendedCode { get; private set; }

    private void ReadRecord(ref DnsReader reader, ReadOnlySpan<byte> message)
    {
        Assert.True(reader.TryReadName(out string owner));
        Assert.True(reader.TryReadUInt16(out ushort type));
        Assert.True(reader.TryReadUInt16(out _));
        Assert.True(reader.TryReadUInt32(out uint timeToLive));
        Assert.True(reader.TryReadUInt16(out ushort dataBytes));
        int dataAt = reader.Position;
        Assert.True(reader.TryReadBytes(dataBytes, out ReadOnlySpan<byte> data));
        if ((DnsType)type == DnsType.Opt)
        {
            ExtendedCode = (int)(timeToLive >> 24);
            return;
        }

        Assert.Equal(Question.Name, owner);
        TimesToLive.Add(timeToLive);
        if ((DnsType)type == DnsType.A)
        {
            Addresses.Add(BinaryPrimitives.ReadUInt32BigEndian(data));
        }
        else
        {
            DnsReader nameReader = new(message, dataAt);
            Assert.True(nameReader.TryReadName(out string pointer));
            Pointers.Add(pointer);
        }
    }
}
