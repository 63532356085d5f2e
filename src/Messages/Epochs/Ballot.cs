namespace MeshNet.Messages;

/// <summary>
/// One attempt at deciding an epoch. The proposer's start epoch is part of it, so that no ballot is ever used twice, not even by a
/// node that crashed and forgot the round.
/// </summary>
public readonly record struct Ballot(ulong Round, NodeId Node, uint Start) : IComparable<Ballot>
{
    /// <summary>Below every ballot that anyone uses.</summary>
    public static readonly Ballot None;

    public void Write(WireWriter writer)
    {
        writer.Varint(Round);
        writer.Node(Node);
        writer.Varint(Start);
    }

    public static Ballot Read(ref WireReader reader) => new(reader.Varint(), reader.Node(), reader.UInt32Varint());

    public int CompareTo(Ballot other) =>
        Round != other.Round ? Round.CompareTo(other.Round)
        : Node != other.Node ? Node.CompareTo(other.Node)
        : Start.CompareTo(other.Start);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Round}/{Node.ToShortString()}/{Start}");

    public static bool operator <(Ballot left, Ballot right) => left.CompareTo(right) < 0;

    public static bool operator >(Ballot left, Ballot right) => left.CompareTo(right) > 0;

    public static bool operator <=(Ballot left, Ballot right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Ballot left, Ballot right) => left.CompareTo(right) >= 0;
}
