using System.Buffers.Binary;
using System.Text;

namespace MeshNet.Messages;

/// <summary>
/// Reads what <see cref="WireWriter"/> wrote. Never reads or allocates beyond the bytes it was given: a length or a count is
/// checked against what remains before anything is made of it.
/// </summary>
/// <exception cref="WireFormatException">From every method: the bytes end too early or a value is out of its range.</exception>
public ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int TextBytesMax = 64 * 1024;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly int Remaining => _bytes.Length - _position;

    public readonly bool AtEnd => Remaining == 0;

    public byte Byte() => Take(1)[0];

    public bool Boolean() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new WireFormatException($"a boolean is 0 or 1, not {other}"),
    };

    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Byte();
            if (shift == 63 && part > 1)
            {
                break;
            }

            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new WireFormatException("a varint is longer than 64 bits");
    }

    /// <summary>A varint that must fit 31 bits.</summary>
    public int Int32() => Varint() is var value && value <= int.MaxValue
        ? (int)value
        : throw new WireFormatException($"{value} does not fit 31 bits");

    /// <summary>A varint that must fit 32 bits.</summary>
    public uint UInt32Varint() => Varint() is var value && value <= uint.MaxValue
        ? (uint)value
        : throw new WireFormatException($"{value} does not fit 32 bits");

    /// <summary>How many items follow, when each takes at least <paramref name="bytesEach"/> bytes.</summary>
    public int Count(int bytesEach)
    {
        ulong count = Varint();
        return count * (ulong)bytesEach <= (ulong)Remaining && count <= (ulong)Remaining
            ? (int)count
            : throw new WireFormatException($"{count} items of {bytesEach} bytes do not fit the {Remaining} bytes that remain");
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public UInt128 UInt128() => BinaryPrimitives.ReadUInt128BigEndian(Take(16));

    public NodeId Node() => new(UInt128());

    public NetworkId Network() => new(UInt128());

    public EndpointId Endpoint() => new(UInt128());

    public LogVersion Version() => new(Varint());

    public Block Block()
    {
        uint start = UInt32();
        byte prefix = Byte();
        return prefix <= 32 && Messages.Block.Containing(start, prefix).Start == start
            ? new Block(start, prefix)
            : throw new WireFormatException($"{Ipv4.ToText(start)}/{prefix} is not an aligned block");
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count(1));

    public ReadOnlySpan<byte> Raw(int count) => Take(count);

    public string Text(int bytesMax = TextBytesMax)
    {
        ReadOnlySpan<byte> span = Bytes();
        return span.Length <= bytesMax
            ? Encoding.UTF8.GetString(span)
            : throw new WireFormatException($"a text of {span.Length} bytes is longer than {bytesMax}");
    }

    public string[] Texts()
    {
        string[] values = new string[Count(1)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Text();
        }

        return values;
    }

    public ImmutableSortedDictionary<string, string> Map()
    {
        int count = Count(2);
        ImmutableSortedDictionary<string, string>.Builder builder =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string key = Text();
            builder[key] = Text();
        }

        return builder.ToImmutable();
    }

    public IPAddress Address()
    {
        ReadOnlySpan<byte> span = Bytes();
        return span.Length is 4 or 16
            ? new IPAddress(span)
            : throw new WireFormatException($"an address of {span.Length} bytes is neither IPv4 nor IPv6");
    }

    /// <summary>An address with a port that somebody can be reached at: 1 … 65535.</summary>
    public IPEndPoint SocketAddress()
    {
        IPAddress address = Address();
        ulong port = Varint();
        return port is > 0 and <= ushort.MaxValue
            ? new IPEndPoint(address, (int)port)
            : throw new WireFormatException($"{port} is not a port");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw new WireFormatException($"{count} bytes are wanted at {_position} and {Remaining} remain");
        }

        ReadOnlySpan<byte> span = _bytes.Slice(_position, count);
        _position += count;
        return span;
    }
}

/// <summary>Bytes that are not what the codec wrote: too short, a length beyond the message, a value out of its range.</summary>
public sealed class WireFormatException(string message) : Exception(message);
