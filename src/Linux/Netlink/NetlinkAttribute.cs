using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace MeshNet.Linux.Netlink;

/// <summary>One attribute and its value, read as what the caller knows it to be.</summary>
/// <exception cref="InvalidDataException">From every conversion, when the value's length does not match.</exception>
internal readonly ref struct NetlinkAttribute(ushort type, ReadOnlySpan<byte> data)
{
    /// <summary>The type without the two flags that share its field.</summary>
    public ushort Type { get; } = (ushort)(type & NetlinkConstants.NLA_TYPE_MASK);

    public ReadOnlySpan<byte> Data { get; } = data;

    public AttributeReader Nested => new(Data);

    public bool AsBoolean() => As<byte>() != 0;

    public uint AsUInt32() => As<uint>();

    public int AsInt32() => As<int>();

    public ushort AsUInt16BigEndian() => BinaryPrimitives.ReverseEndianness(As<ushort>());

    /// <summary>UTF-8 up to the first zero.</summary>
    public string AsText()
    {
        int end = Data.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Data : Data[..end]);
    }

    /// <summary>Null if it is not an Ethernet address: tunnels have addresses of other lengths.</summary>
    public MacAddress? AsMacAddress() => Data.Length == MacAddress.Length ? new MacAddress(Data) : null;

    public IPAddress AsIPAddress() => Data.Length is 4 or 16
        ? new IPAddress(Data)
        : throw new InvalidDataException($"Netlink attribute {Type} has {Data.Length} bytes; an IP address has 4 or 16.");

    /// <summary>The front of the value as a structure; the kernel's structures grow at their end.</summary>
    public T As<T>()
        where T : unmanaged => MemoryMarshal.TryRead(Data, out T value)
            ? value
            : throw new InvalidDataException(
                $"Netlink attribute {Type} has {Data.Length} bytes, fewer than {typeof(T).Name}'s {Unsafe.SizeOf<T>()}.");
}

/// <summary>struct nlattr.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AttributeHeader
{
    /// <summary>Bytes of the attribute, this header included, padding at its end excluded.</summary>
    public ushort Length;
    public ushort Type;
}

/// <summary>NLMSG_ALIGN and NLA_ALIGN: messages, structures and attributes begin at multiples of four bytes.</summary>
internal static class NetlinkAlignment
{
    public static int Align(int length) => (length + 3) & ~3;
}
