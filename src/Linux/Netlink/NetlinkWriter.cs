using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace MeshNet.Linux.Netlink;

/// <summary>
/// Builds netlink messages (RFC 3549; linux/netlink.h) one behind the other in a buffer that grows: header, fixed
/// structure, attributes, nested attributes, everything aligned to four bytes. Numbers have the machine's byte order, as netlink wants,
/// unless a method says otherwise.
/// </summary>
internal sealed class NetlinkWriter(int capacity = 512)
{
    private byte[] _buffer = new byte[capacity];
    private int _length;
    private int _lastMessage = -1;

    /// <summary>The finished messages.</summary>
    public Span<byte> Written => _buffer.AsSpan(0, _length);

    public int MessageCount { get; private set; }

    public void Clear()
    {
        _length = 0;
        _lastMessage = -1;
        MessageCount = 0;
    }

    /// <summary>Opens a message; disposing the result closes it. The sender fills in the sequence number.</summary>
    public LengthScope Message(ushort type, int flags)
    {
        _lastMessage = _length;
        MessageCount++;
        MessageHeader header = new() { Type = type, Flags = (ushort)(flags | NetlinkConstants.NLM_F_REQUEST) };
        Structure(header);
        return new LengthScope(this, _lastMessage, isMessage: true);
    }

    /// <summary>Opens an attribute that holds attributes; disposing the result closes it.</summary>
    public LengthScope Nested(ushort type)
    {
        int start = _length;
        Structure(new AttributeHeader { Type = (ushort)(type | NetlinkConstants.NLA_F_NESTED) });
        return new LengthScope(this, start, isMessage: false);
    }

    public void Structure<T>(in T value)
        where T : unmanaged => MemoryMarshal.Write(Reserve(Unsafe.SizeOf<T>()), value);

    public void Attribute(ushort type, ReadOnlySpan<byte> data)
    {
        int length = Unsafe.SizeOf<AttributeHeader>() + data.Length;
        if (length > ushort.MaxValue)
        {
            throw new ArgumentException($"Attribute {type} with {data.Length} bytes does not fit its 16-bit length.", nameof(data));
        }

        Structure(new AttributeHeader { Length = (ushort)length, Type = type });
        data.CopyTo(Reserve(data.Length));
    }

    public void Attribute(ushort type, byte value) => Attribute(type, [value]);

    public void Attribute(ushort type, bool value) => Attribute(type, value ? (byte)1 : (byte)0);

    public void Attribute(ushort type, uint value)
    {
        Span<byte> data = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(data, value);
        Attribute(type, data);
    }

    public void Attribute(ushort type, int value) => Attribute(type, (uint)value);

    public void AttributeBigEndian(ushort type, ushort value)
    {
        Span<byte> data = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(data, value);
        Attribute(type, data);
    }

    /// <summary>UTF-8 with the terminating zero that the kernel expects.</summary>
    public void Attribute(ushort type, string text)
    {
        byte[] data = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, data);
        Attribute(type, data);
    }

    public void Attribute(ushort type, MacAddress address)
    {
        Span<byte> data = stackalloc byte[MacAddress.Length];
        address.CopyTo(data);
        Attribute(type, data);
    }

    /// <summary>Four or sixteen bytes, in network order.</summary>
    public void Attribute(ushort type, IPAddress address)
    {
        Span<byte> data = stackalloc byte[16];
        address.TryWriteBytes(data, out int written);
        Attribute(type, data[..written]);
    }

    /// <summary>Adds flags to the message written last.</summary>
    public void AddFlagsToLast(ushort flags)
    {
        ref MessageHeader header = ref MemoryMarshal.AsRef<MessageHeader>(_buffer.AsSpan(_lastMessage));
        header.Flags |= flags;
    }

    /// <summary>Sets the sequence number of the message written last.</summary>
    public void NumberLast(uint sequence) =>
        MemoryMarshal.AsRef<MessageHeader>(_buffer.AsSpan(_lastMessage)).Sequence = sequence;

    private void Close(int start, bool isMessage)
    {
        int length = _length - start;
        if (isMessage)
        {
            MemoryMarshal.AsRef<MessageHeader>(_buffer.AsSpan(start)).Length = (uint)length;
        }
        else if (length <= ushort.MaxValue)
        {
            MemoryMarshal.AsRef<AttributeHeader>(_buffer.AsSpan(start)).Length = (ushort)length;
        }
        else
        {
            throw new InvalidOperationException($"A nested attribute of {length} bytes does not fit its 16-bit length.");
        }
    }

    /// <summary>Zeroed room at the end, padded so that whatever follows is aligned.</summary>
    private Span<byte> Reserve(int size)
    {
        int padded = NetlinkAlignment.Align(size);
        if (_length + padded > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + padded));
        }

        Span<byte> room = _buffer.AsSpan(_length, padded);
        room.Clear();
        _length += padded;
        return room[..size];
    }

    /// <summary>An open message or nested attribute, whose length is known when it is closed.</summary>
    public readonly ref struct LengthScope
    {
        private readonly NetlinkWriter _writer;
        private readonly int _start;
        private readonly bool _isMessage;

        internal LengthScope(NetlinkWriter writer, int start, bool isMessage)
        {
            _writer = writer;
            _start = start;
            _isMessage = isMessage;
        }

        public void Dispose() => _writer.Close(_start, _isMessage);
    }
}
