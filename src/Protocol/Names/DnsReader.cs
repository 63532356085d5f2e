using System.Buffers.Binary;
using System.Text;

namespace MeshNet.Protocol.Names;

/// <summary>Reads a message from anyone: every method says false where the bytes end too early or make no sense, and none throws.</summary>
public ref struct DnsReader(ReadOnlySpan<byte> message, int position = 0)
{
    private const int LabelBytesMax = 63;
    private const int NameBytesMax = 255;

    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; private set; } = position;

    public bool TryReadUInt16(out ushort value)
    {
        value = 0;
        if (_message.Length - Position < 2)
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt16BigEndian(_message[Position..]);
        Position += 2;
        return true;
    }

    public bool TryReadUInt32(out uint value)
    {
        value = 0;
        if (_message.Length - Position < 4)
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt32BigEndian(_message[Position..]);
        Position += 4;
        return true;
    }

    public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (_message.Length - Position < count)
        {
            return false;
        }

        bytes = _message.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>
    /// Reads a name, compressed or not (RFC 1035 section 4.1.4), into lower-case text without the final dot. A byte that is not
    /// printable ASCII, a dot within a label and a backslash become <c>\DDD</c> (section 5.1), so that they never look like another name.
    /// </summary>
    public bool TryReadName(out string name)
    {
        name = "";
        StringBuilder text = new();
        int at = Position;
        // A pointer may lead only to before the labels that it ends, and not into the header: so a chain of them ends.
        int pointerLimit = Position;
        int bytes = 1;
        bool jumped = false;
        while (true)
        {
            if (at >= _message.Length)
            {
                return false;
            }

            byte length = _message[at];
            if (length == 0)
            {
                break;
            }

            if (length >= 0xC0)
            {
                if (at + 1 >= _message.Length)
                {
                    return false;
                }

                int target = BinaryPrimitives.ReadUInt16BigEndian(_message[at..]) & 0x3FFF;
                if (target < DnsHeader.Bytes || target >= pointerLimit)
                {
                    return false;
                }

                if (!jumped)
                {
                    Position = at + 2;
                }

                jumped = true;
                at = pointerLimit = target;
                continue;
            }

            bytes += 1 + length;
            if (length > LabelBytesMax || bytes > NameBytesMax || at + 1 + length > _message.Length)
            {
                return false;
            }

            AppendLabel(text, _message.Slice(at + 1, length));
            at += 1 + length;
        }

        if (!jumped)
        {
            Position = at + 1;
        }

        name = text.ToString();
        return true;
    }

    private static void AppendLabel(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (text.Length > 0)
        {
            text.Append('.');
        }

        foreach (byte value in label)
        {
            if (value is <= 0x20 or >= 0x7F or (byte)'.' or (byte)'\\')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{value:D3}");
            }
            else
            {
                text.Append(char.ToLowerInvariant((char)value));
            }
        }
    }
}
