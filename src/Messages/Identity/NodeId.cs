using System.Globalization;

namespace MeshNet.Messages;

/// <summary>A node's identity for life: 128 random bits made at <c>init</c> or <c>join</c>; addresses may change, this does not.</summary>
public readonly record struct NodeId(UInt128 Value) : IComparable<NodeId>
{
    public static NodeId Parse(string text) => new(UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public int CompareTo(NodeId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The first eight hexadecimal digits: enough for a person to tell two nodes apart.</summary>
    public string ToShortString() => ToString()[..8];

    public static bool operator <(NodeId left, NodeId right) => left.Value < right.Value;

    public static bool operator >(NodeId left, NodeId right) => left.Value > right.Value;

    public static bool operator <=(NodeId left, NodeId right) => left.Value <= right.Value;

    public static bool operator >=(NodeId left, NodeId right) => left.Value >= right.Value;
}
