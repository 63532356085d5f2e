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
