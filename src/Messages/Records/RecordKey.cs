using System.Buffers.Binary;

namespace MeshNet.Messages;

/// <summary>Names one record within its owner's log: a kind and up to two ids whose meaning the kind gives.</summary>
public readonly record struct RecordKey(RecordKind Kind, UInt128 First, UInt128 Second) : IComparable<RecordKey>
{
    /// <summary>One byte of kind and two ids.</summary>
    public const int EncodedBytes = 1 + 16 + 16;

    public static readonly RecordKey Head = new(RecordKind.Head, 0, 0);

    public static readonly RecordKey Node = new(RecordKind.Node, 0, 0);

    public static readonly RecordKey Leaving = new(RecordKind.Leaving, 0, 0);

    public static readonly RecordKey Epoch = new(RecordKind.Epoch, 0, 0);

    public static readonly RecordKey Withdrawn = new(RecordKind.Withdrawn, 0, 0);

    public static RecordKey Network(NetworkId network) => new(RecordKind.Network, network.Value, 0);

    public static RecordKey NetworkClosing(NetworkId network) => new(RecordKind.NetworkClosing, network.Value, 0);

    public static RecordKey Endpoint(NetworkId network, EndpointId endpoint) =>
        new(RecordKind.Endpoint, network.Value, endpoint.Value);

    public static RecordKey Block(SpaceId space, Block block) =>
        new(RecordKind.Block, space.Value, ((UInt128)block.Start << 8) | block.PrefixLength);

    public static RecordKey Grant(NodeId recipient, ulong number) => new(RecordKind.Grant, recipient.Value, number);

    public static RecordKey GrantTaken(NodeId donor) => new(RecordKind.GrantTaken, donor.Value, 0);

    public static RecordKey RemovalSeen(NodeId removed) => new(RecordKind.RemovalSeen, removed.Value, 0);

    public static RecordKey AssertedOff(NodeId removed) => new(RecordKind.AssertedOff, removed.Value, 0);

    public static RecordKey EstateTaken(NodeId removed) => new(RecordKind.EstateTaken, removed.Value, 0);

    public NetworkId NetworkId => new(First);

    public EndpointId EndpointId => new(Second);

    public SpaceId SpaceId => new(First);

    public Block BlockValue => new((uint)(Second >> 8), (byte)Second);

    public NodeId NodeId => new(First);

    public void Write(WireWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.UInt128(First);
        writer.UInt128(Second);
    }

    /// <summary>The same bytes, to a place that has room for them.</summary>
    public void Write(Span<byte> place)
    {
        place[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt128BigEndian(place[1..], First);
        BinaryPrimitives.WriteUInt128BigEndian(place[17..], Second);
    }

    public static RecordKey Read(ref WireReader reader) => new((RecordKind)reader.Byte(), reader.UInt128(), reader.UInt128());

    public int CompareTo(RecordKey other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : First != other.First ? First.CompareTo(other.First)
        : Second.CompareTo(other.Second);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}/{First:x}/{Second:x}");

    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;
}

/// <summary>What a record in a node's log is about. Numbers are never reused.</summary>
public enum RecordKind : byte
{
    /// <summary>The log's own header: its tombstone floor.</summary>
    Head = 0,

    /// <summary>The node itself: name, underlay address, VTEP, MTU, version.</summary>
    Node = 1,

    /// <summary>A network's immutable specification (R12).</summary>
    Network = 2,

    /// <summary>A network that is being deleted, as this node sees it (R13).</summary>
    NetworkClosing = 3,

    /// <summary>A container's attachment to a network.</summary>
    Endpoint = 4,

    /// <summary>A block of a space that this node owns.</summary>
    Block = 5,

    /// <summary>A block on its way from this node to another (R2).</summary>
    Grant = 6,

    /// <summary>The last grant that this node has taken from another (R2).</summary>
    GrantTaken = 7,

    /// <summary>This node is leaving, and who inherits from it (R21).</summary>
    Leaving = 8,

    /// <summary>The newest epoch that this node helped to decide or had to pass on (R19).</summary>
    Epoch = 16,

    /// <summary>This node's acknowledgement of a removal, with its own claims (R20).</summary>
    RemovalSeen = 17,

    /// <summary>In a removed node's log: it has ended its endpoints and uses none of its blocks any more (R20).</summary>
    Withdrawn = 18,

    /// <summary>An operator's word that a removed node is off (R19).</summary>
    AssertedOff = 19,

    /// <summary>In an heir's log: the removed node's blocks and networks are the heir's now (R20).</summary>
    EstateTaken = 20,
}
