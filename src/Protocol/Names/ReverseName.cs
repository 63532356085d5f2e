using System.Globalization;

namespace MeshNet.Protocol.Names;

/// <summary>Names that ask for the holder of an IPv4 address: 10.1.2.3 is <c>3.2.1.10.in-addr.arpa</c> (RFC 1035 section 3.5).</summary>
public static class ReverseName
{
    private const string Suffix = ".in-addr.arpa";

    /// <param name="name">In lower case, without the final dot.</param>
    public static bool TryParse(string name, out uint address)
    {
        address = 0;
        if (!name.EndsWith(Suffix, StringComparison.Ordinal))
            return false;

        ReadOnlySpan<char> digits = name.AsSpan(0, name.Length - Suffix.Length);
        int parts = 0;
        foreach (Range range in digits.Split('.'))
        {
            if (parts == 4 || !byte.TryParse(digits[range], NumberStyles.None, CultureInfo.InvariantCulture, out byte part))
                return false;
            address |= (uint)part << (8 * parts);
            parts++;
        }

        return parts == 4;
    }
}
