using System.Text;

namespace MeshNet.Protocol.Names;

/// <summary>Names as a message carries them: labels of 1 … 63 bytes, 255 bytes in all (RFC 1035 section 2.3.4).</summary>
public static class DnsName
{
    public const int BytesMax = 255;

    private const int LabelBytesMax = 63;

    /// <summary>Whether a container's or a network's name, dots and all, can be asked for.</summary>
    public static bool IsValid(string name)
    {
        Span<byte> bytes = stackalloc byte[BytesMax];
        return TryWrite(name, bytes, out _);
    }

    /// <summary>Writes the labels and the final zero, uncompressed. False: not a name that DNS can carry, or no room.</summary>
    public static bool TryWrite(string name, Span<byte> destination, out int bytes)
    {
        bytes = 0;
        foreach (Range range in name.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> label = name.AsSpan(range);
            if (label.Length is 0 or > LabelBytesMax || !Ascii.IsValid(label) || bytes + label.Length + 2 > destination.Length)
            {
                return false;
            }

            destination[bytes++] = (byte)label.Length;
            bytes += Encoding.ASCII.GetBytes(label, destination[bytes..]);
        }

        destination[bytes++] = 0;
        return bytes <= BytesMax;
    }
}

/// <summary>Names that ask for the holder of an IPv4 address: 10.1.2.3 is <c>3.2.1.10.in-addr.arpa</c> (RFC 1035 section 3.5).</summary>
public static class ReverseName
{
    private const string Suffix = ".in-addr.arpa";

    /// <param name="name">In lower case, without the final dot.</param>
    public static bool TryParse(string name, out uint address)
    {
        address = 0;
        if (!name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> digits = name.AsSpan(0, name.Length - Suffix.Length);
        int parts = 0;
        foreach (Range range in digits.Split('.'))
        {
            if (parts == 4 || !byte.TryParse(digits[range], NumberStyles.None, CultureInfo.InvariantCulture, out byte part))
            {
                return false;
            }

            address |= (uint)part << (8 * parts);
            parts++;
        }

        return parts == 4;
    }
}
