using System.Buffers.Binary;
using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

/// <summary>Queries as resolver libraries send them.</summary>
internal static class QueryBuilder
{
    public static byte[] Build(
        string name, DnsType type = DnsType.A, ushort id = 0x1234, DnsClass @class = DnsClass.Internet, int? ednsPayload = null,
        byte ednsVersion = 0)
    {
        byte[] message = new byte[600];
        ushort additionals = (ushort)(ednsPayload is null ? 0 : 1);
        new DnsHeader(id, DnsHeader.RecursionDesiredFlag, 1, 0, 0, additionals).Write(message);
        int position = DnsHeader.Bytes;
        if (name.Length == 0)
        {
            position++;
        }
        else
        {
            Assert.True(DnsName.TryWrite(name, message.AsSpan(position), out int nameBytes));
            position += nameBytes;
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(position), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(position + 2), (ushort)@class);
        position += 4;
        if (ednsPayload is { } payload)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(position + 1), (ushort)DnsType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(position + 3), (ushort)payload);
            message[position + 6] = ednsVersion;
            position += 11;
        }

        return message[..position];
    }
}
