using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MeshNet.Linux.Netlink;

/// <summary>One received message: its header and the bytes behind it.</summary>
internal readonly ref struct NetlinkMessage(MessageHeader header, ReadOnlySpan<byte> payload)
{
    public ushort Type { get; } = header.Type;

    public ushort Flags { get; } = header.Flags;

    public uint Sequence { get; } = header.Sequence;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public bool Has(ushort flag) => (Flags & flag) != 0;

    /// <summary>The fixed structure at the front of the payload.</summary>
    /// <exception cref="InvalidDataException">The payload is shorter than the structure.</exception>
    public T Structure<T>()
        where T : unmanaged => MemoryMarshal.TryRead(Payload, out T value)
            ? value
            : throw new InvalidDataException(
                $"Netlink message {Type} has {Payload.Length} bytes of payload, fewer than {typeof(T).Name}'s {Unsafe.SizeOf<T>()}.");

    /// <summary>The attributes behind a fixed structure.</summary>
    public AttributeReader AttributesAfter<T>()
        where T : unmanaged
    {
        int offset = NetlinkAlignment.Align(Unsafe.SizeOf<T>());
        return new AttributeReader(offset < Payload.Length ? Payload[offset..] : default);
    }
}

/// <summary>struct nlmsghdr.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MessageHeader
{
    /// <summary>Bytes of the message, this header included, padding at its end excluded.</summary>
    public uint Length;
    public ushort Type;
    public ushort Flags;
    public uint Sequence;
    public uint PortId;
}

/// <summary>Turns one message of a dump into an item; false leaves it out.</summary>
internal delegate bool NetlinkParser<T>(in NetlinkMessage message, [MaybeNullWhen(false)] out T item);
