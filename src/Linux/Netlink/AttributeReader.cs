using System.Runtime.CompilerServices;

namespace MeshNet.Linux.Netlink;

/// <summary>Walks attributes, in <c>foreach</c>. It never reads past the end of the bytes that it was given.</summary>
internal ref struct AttributeReader(ReadOnlySpan<byte> attributes)
{
    private ReadOnlySpan<byte> _rest = attributes;

    public NetlinkAttribute Current { get; private set; }

    public readonly AttributeReader GetEnumerator() => this;

    /// <exception cref="InvalidDataException">An attribute's length is wrong.</exception>
    public bool MoveNext()
    {
        int headerLength = Unsafe.SizeOf<AttributeHeader>();
        // Fewer bytes than a header are padding, which the kernel ignores, too.
        if (!MemoryMarshal.TryRead(_rest, out AttributeHeader header))
        {
            return false;
        }

        if (header.Length < headerLength || header.Length > _rest.Length)
        {
            throw new InvalidDataException(
                $"Netlink attribute {header.Type} claims {header.Length} bytes; {headerLength} to {_rest.Length} are possible.");
        }

        Current = new NetlinkAttribute(header.Type, _rest[headerLength..header.Length]);
        _rest = _rest[Math.Min(NetlinkAlignment.Align(header.Length), _rest.Length)..];
        return true;
    }
}
