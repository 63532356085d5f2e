namespace MeshNet.Messages;

/// <summary>What membership knows of one node. <paramref name="StartNonce"/> is random per start: two live nonces under one id are two machines (R9).</summary>
public sealed record Member(
    NodeId Id,
    string Name,
    IPEndPoint Address,
    Incarnation Incarnation,
    ulong StartNonce,
    MemberStatus Status)
{
    /// <summary>No more than this of a later version's fields: a claim has to fit a datagram with others.</summary>
    public const int LaterBytesMax = 256;

    /// <summary>What a later version says of the member, which only the member itself writes.</summary>
    public LaterFields Later { get; init; }
}

/// <summary>What gossip holds of a member. None of these touches the data path (I2).</summary>
public enum MemberStatus : byte
{
    Alive = 0,
    Suspect = 1,
    Dead = 2,

    /// <summary>It said goodbye; it is not probed and not waited for.</summary>
    Left = 3,
}

/// <summary>
/// Orders what is said of a member (SWIM): the start epoch from its disk, then a volatile count of refutations within that start,
/// so that incarnations rise across restarts without being written at each refutation (R7).
/// </summary>
public readonly record struct Incarnation(uint Epoch, uint Refutations) : IComparable<Incarnation>
{
    public Incarnation Refute() => this with { Refutations = Refutations + 1 };

    public int CompareTo(Incarnation other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Refutations.CompareTo(other.Refutations);

    public override string ToString() => $"{Epoch}.{Refutations}";

    public static bool operator <(Incarnation left, Incarnation right) => left.CompareTo(right) < 0;

    public static bool operator >(Incarnation left, Incarnation right) => left.CompareTo(right) > 0;

    public static bool operator <=(Incarnation left, Incarnation right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Incarnation left, Incarnation right) => left.CompareTo(right) >= 0;
}

/// <summary>All members that this node has ever heard of and not forgotten, itself included, in the order of their ids.</summary>
public sealed record MembershipView(NodeId Self, ImmutableSortedDictionary<NodeId, Member> Members)
{
    /// <summary>
    /// Members whose underlay address has passed to another member, which proved that it answers there (R22): what is programmed towards them
    /// must go. A member leaves this set when it announces another address.
    /// </summary>
    public ImmutableSortedSet<NodeId> Displaced { get; init; } = [];
}
