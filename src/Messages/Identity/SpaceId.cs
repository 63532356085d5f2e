using System.Globalization;

namespace MeshNet.Messages;

/// <summary>
/// A space that is owned in blocks: the subnet of one network (the id is the network's, R1), the pool of automatic subnets, or
/// the VNIs of the cluster.
/// </summary>
public readonly record struct SpaceId(UInt128 Value) : IComparable<SpaceId>
{
    /// <summary>Subnets that networks without <c>--subnet</c> get. Its units are addresses; it is given out in whole subnets.</summary>
    public static readonly SpaceId AutomaticPool = new(1);

    /// <summary>VXLAN network identifiers.</summary>
    public static readonly SpaceId Vni = new(2);

    public static SpaceId Of(NetworkId network) => new(network.Value);

    public NetworkId Network => new(Value);

    public int CompareTo(SpaceId other) => Value.CompareTo(other.Value);

    public override string ToString() =>
        this == AutomaticPool ? "automatic subnets" : this == Vni ? "VNIs" : Value.ToString("x32", CultureInfo.InvariantCulture);

    public static bool operator <(SpaceId left, SpaceId right) => left.Value < right.Value;

    public static bool operator >(SpaceId left, SpaceId right) => left.Value > right.Value;

    public static bool operator <=(SpaceId left, SpaceId right) => left.Value <= right.Value;

    public static bool operator >=(SpaceId left, SpaceId right) => left.Value >= right.Value;
}
