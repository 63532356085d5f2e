using System.Globalization;

namespace MeshNet.Messages;

/// <summary>The cluster's identity, in every sealed message; two clusters never mix.</summary>
public readonly record struct ClusterId(UInt128 Value) : IComparable<ClusterId>
{
    public static ClusterId Parse(string text) => new(UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public int CompareTo(ClusterId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The first eight hexadecimal digits: enough for a person to tell two nodes apart.</summary>
    public string ToShortString() => ToString()[..8];

    public static bool operator <(ClusterId left, ClusterId right) => left.Value < right.Value;

    public static bool operator >(ClusterId left, ClusterId right) => left.Value > right.Value;

    public static bool operator <=(ClusterId left, ClusterId right) => left.Value <= right.Value;

    public static bool operator >=(ClusterId left, ClusterId right) => left.Value >= right.Value;
}
