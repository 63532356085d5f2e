namespace MeshNet.Messages;

/// <summary>A network's specification. It never changes: a network is made, and later closed (R12).</summary>
/// <param name="Name">What <c>docker network ls</c> shows.</param>
/// <param name="Lamport">The creator's clock, for <see cref="Stamp"/>.</param>
/// <param name="Subnet">The IPv4 subnet of its containers.</param>
/// <param name="Gateway">The subnet's gateway address: reserved on every host, used by none.</param>
/// <param name="Vni">The VXLAN network identifier, 1 … 2^24 − 1.</param>
/// <param name="Mtu">Bytes for containers' interfaces; 0: the underlay's less the encapsulation.</param>
/// <param name="Internal">No egress.</param>
/// <param name="FromPool">The subnet came from the automatic pool and goes back there.</param>
/// <param name="Labels">Docker's labels, mirrored to every engine.</param>
/// <param name="Options">Docker's driver options (<c>-o</c>), mirrored to every engine.</param>
public sealed record NetworkRecord(
    string Name,
    ulong Lamport,
    Block Subnet,
    uint Gateway,
    uint Vni,
    int Mtu,
    bool Internal,
    bool FromPool,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Options)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Text(Name);
        writer.Varint(Lamport);
        writer.Block(Subnet);
        writer.UInt32(Gateway);
        writer.Varint(Vni);
        writer.Varint((ulong)Mtu);
        writer.Boolean(Internal);
        writer.Boolean(FromPool);
        writer.Map(Labels);
        writer.Map(Options);
        return writer.ToArray();
    }

    public static NetworkRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(
            reader.Text(),
            reader.Varint(),
            reader.Block(),
            reader.UInt32(),
            (uint)reader.Int32(),
            reader.Int32(),
            reader.Boolean(),
            reader.Boolean(),
            reader.Map(),
            reader.Map());
    }
}

/// <summary>A node's word that a network is being deleted (R13).</summary>
/// <param name="Drained">True once this node has neither an endpoint nor a kernel object of the network any more.</param>
public sealed record NetworkClosing(bool Drained)
{
    public byte[] Encode() => [Drained ? (byte)1 : (byte)0];

    public static NetworkClosing Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Boolean());
    }
}

/// <summary>
/// A Lamport stamp and the random id of what it stamps: the order that decides, alike on every host, which of two equal names,
/// MACs or overlapping subnets stays (R16). Never a wall clock.
/// </summary>
public readonly record struct Stamp(ulong Lamport, UInt128 Id) : IComparable<Stamp>
{
    public int CompareTo(Stamp other) => Lamport != other.Lamport ? Lamport.CompareTo(other.Lamport) : Id.CompareTo(other.Id);

    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;
}
