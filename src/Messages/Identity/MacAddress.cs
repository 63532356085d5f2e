using System.Diagnostics.CodeAnalysis;

namespace MeshNet.Messages;

/// <summary>
/// A 48-bit Ethernet address (IEEE 802). Its text is six lower-case hexadecimal pairs joined by colons: "02:42:0a:00:00:01".
/// It orders as its bytes do.
/// </summary>
public readonly record struct MacAddress : IComparable<MacAddress>
{
    /// <summary>Bytes in an address.</summary>
    public const int Length = 6;

    private const int TextLength = (Length * 3) - 1;

    private readonly ulong _bits;

    private MacAddress(ulong bits) => _bits = bits;

    /// <param name="bytes">Six bytes in the order they have on the wire.</param>
    public MacAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A MAC address has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        foreach (byte part in bytes)
        {
            _bits = (_bits << 8) | part;
        }
    }

    /// <summary>00:00:00:00:00:00, which in a VXLAN's FDB means "everyone" (head-end replication).</summary>
    public static MacAddress Zero => default;

    /// <summary>True when the address names a group of stations: the lowest bit of the first byte.</summary>
    public bool IsMulticast => ((_bits >> 40) & 1) != 0;

    /// <summary>True when the address was not assigned by a manufacturer: the second lowest bit of the first byte.</summary>
    public bool IsLocallyAdministered => ((_bits >> 40) & 2) != 0;

    /// <summary>
    /// The unicast, locally administered address with these 46 bits of the caller's choosing. Higher bits are dropped.
    /// </summary>
    public static MacAddress LocallyAdministered(ulong value)
    {
        ulong lower = value & 0xff_ffff_ffff;
        ulong upper = (((value >> 40) & 0x3f) << 2) | 2;
        return new MacAddress((upper << 40) | lower);
    }

    /// <exception cref="FormatException">The text is not six hexadecimal pairs joined by colons.</exception>
    public static MacAddress Parse(ReadOnlySpan<char> text) => TryParse(text, out MacAddress address)
        ? address
        : throw new FormatException($"'{text}' is not a MAC address: write six hexadecimal pairs, such as 02:42:0a:00:00:01.");

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out MacAddress)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, out MacAddress address) =>
        TryParse(text.AsSpan(), out address);

    /// <summary>Reads six hexadecimal pairs of either case, joined by colons; nothing may stand before or after.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress address)
    {
        address = default;
        if (text.Length != TextLength)
        {
            return false;
        }

        ulong bits = 0;
        for (int position = 0; position < TextLength; position++)
        {
            if (position % 3 == 2)
            {
                if (text[position] != ':')
                {
                    return false;
                }

                continue;
            }
            if (!char.IsAsciiHexDigit(text[position]))
            {
                return false;
            }

            bits = (bits << 4) | HexDigit(text[position]);
        }
        address = new MacAddress(bits);
        return true;
    }

    /// <summary>Writes the six bytes to the front of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Length)
        {
            throw new ArgumentException($"A MAC address needs {Length} bytes, not {destination.Length}.", nameof(destination));
        }

        for (int index = 0; index < Length; index++)
        {
            destination[index] = (byte)(_bits >> ((Length - 1 - index) * 8));
        }
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public int CompareTo(MacAddress other) => _bits.CompareTo(other._bits);

    public override string ToString() => string.Create(TextLength, _bits, static (text, bits) =>
    {
        for (int position = 0, shift = 44; position < TextLength; position++)
        {
            if (position % 3 == 2)
            {
                text[position] = ':';
                continue;
            }
            text[position] = "0123456789abcdef"[(int)((bits >> shift) & 0xf)];
            shift -= 4;
        }
    });

    private static uint HexDigit(char digit) => digit <= '9' ? (uint)(digit - '0') : (uint)((digit | 0x20) - 'a' + 10);

    public static bool operator <(MacAddress left, MacAddress right) => left.CompareTo(right) < 0;

    public static bool operator >(MacAddress left, MacAddress right) => left.CompareTo(right) > 0;

    public static bool operator <=(MacAddress left, MacAddress right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MacAddress left, MacAddress right) => left.CompareTo(right) >= 0;
}
