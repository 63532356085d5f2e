using System.Buffers.Binary;
using System.Text;

namespace MeshNet.Messages;

/// <summary>Appends values to a growing buffer. Integers are LEB128 varints unless a width is named; widths are big-endian.</summary>
public sealed class WireWriter(int capacity = 256)
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Boolean(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Reserve(8), value);

    public void UInt128(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Reserve(16), value);

    public void Node(NodeId value) => UInt128(value.Value);

    public void Network(NetworkId value) => UInt128(value.Value);

    public void Endpoint(EndpointId value) => UInt128(value.Value);

    public void Version(LogVersion value) => Varint(value.Value);

    public void Block(Block value)
    {
        UInt32(value.Start);
        Byte(value.PrefixLength);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    public void Texts(IReadOnlyCollection<string> values)
    {
        Varint((ulong)values.Count);
        foreach (string value in values)
        {
            Text(value);
        }
    }

    public void Map(IReadOnlyDictionary<string, string> values)
    {
        Varint((ulong)values.Count);
        foreach ((string key, string value) in values)
        {
            Text(key);
            Text(value);
        }
    }

    /// <summary>An address of either family, as its length and its bytes.</summary>
    public void Address(IPAddress value) => Bytes(value.GetAddressBytes());

    /// <summary>An address and its port.</summary>
    public void SocketAddress(IPEndPoint value)
    {
        Address(value.Address);
        Varint((ulong)value.Port);
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        Span<byte> span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
