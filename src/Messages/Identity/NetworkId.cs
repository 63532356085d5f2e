using System.Globalization;

namespace MeshNet.Messages;

/// <summary>A network's identity: 128 random bits, so that two networks equal in name and subnet stay two (R1).</summary>
public readonly record struct NetworkId(UInt128 Value) : IComparable<NetworkId>
{
    public static NetworkId Parse(string text) => new(UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public int CompareTo(NetworkId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The first eight hexadecimal digits: enough for a person to tell two nodes apart.</summary>
    public string ToShortString() => ToString()[..8];

    public static bool operator <(NetworkId left, NetworkId right) => left.Value < right.Value;

    public static bool operator >(NetworkId left, NetworkId right) => left.Value > right.Value;

    public static bool operator <=(NetworkId left, NetworkId right) => left.Value <= right.Value;

    public static bool operator >=(NetworkId left, NetworkId right) => left.Value >= right.Value;
}
