using System.Globalization;

namespace MeshNet.Messages;

/// <summary>An endpoint's identity: the first 128 bits of the 256 that Docker gave it.</summary>
public readonly record struct EndpointId(UInt128 Value) : IComparable<EndpointId>
{
    private const int HexDigits = 32;

    /// <summary>Reads Docker's id (64 hexadecimal digits) or our own text form (32).</summary>
    /// <exception cref="FormatException">Fewer than 32 digits, or not hexadecimal.</exception>
    public static EndpointId Parse(string text)
    {
        if (text.Length < HexDigits)
        {
            throw new FormatException($"endpoint id '{text}' is too short: at least {HexDigits} hexadecimal digits are needed");
        }

        return new(UInt128.Parse(text.AsSpan(0, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }

    public int CompareTo(EndpointId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    public static bool operator <(EndpointId left, EndpointId right) => left.Value < right.Value;

    public static bool operator >(EndpointId left, EndpointId right) => left.Value > right.Value;

    public static bool operator <=(EndpointId left, EndpointId right) => left.Value <= right.Value;

    public static bool operator >=(EndpointId left, EndpointId right) => left.Value >= right.Value;
}
