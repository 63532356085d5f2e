using System.Runtime.CompilerServices;

namespace MeshNet.Linux.Netlink;

/// <summary>
/// Walks the messages of one received datagram. Whatever the bytes are, it never reads past their end: a length
/// that does not fit ends the walk with an <see cref="InvalidDataException"/>.
/// </summary>
internal ref struct NetlinkReader(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    /// <summary>False at the end of the datagram.</summary>
    /// <exception cref="InvalidDataException">A message is cut short, or its length is wrong.</exception>
    public bool TryRead(out NetlinkMessage message)
    {
        message = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        int headerLength = Unsafe.SizeOf<MessageHeader>();
        if (!MemoryMarshal.TryRead(_rest, out MessageHeader header))
        {
            throw new InvalidDataException($"Netlink message cut short: {_rest.Length} bytes left, a header has {headerLength}.");
        }

        if (header.Length < headerLength || header.Length > _rest.Length)
        {
            throw new InvalidDataException(
                $"Netlink message of type {header.Type} claims {header.Length} bytes; {headerLength} to {_rest.Length} are possible.");
        }

        int length = (int)header.Length;
        message = new NetlinkMessage(header, _rest[headerLength..length]);
        _rest = _rest[Math.Min(NetlinkAlignment.Align(length), _rest.Length)..];
        return true;
    }
}
