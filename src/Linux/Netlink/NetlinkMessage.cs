using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
