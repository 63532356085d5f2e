namespace MeshNet.Messages;

/// <summary>
/// A decided epoch (R19): who votes on the next one, and every node that was ever removed. Cumulative, so that the newest is enough.
/// </summary>
/// <param name="Number">1 is the founder's; each is decided by a majority of the voters of the one before.</param>
/// <param name="Voters">In the order of their ids.</param>
/// <param name="Removals">In the order of the removed nodes' ids; never shortened.</param>
public sealed record EpochRecord(ulong Number, ImmutableArray<NodeId> Voters, ImmutableArray<Removal> Removals) : IComparable<EpochRecord>
{
    private const int RemovalBytesMin = 16 + 1 + 16 + 1 + 1;

    /// <summary>Part of the decision, even where they cannot be read: who keeps an epoch keeps them.</summary>
    public LaterFields Later { get; init; }

    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Varint(Number);
        writer.Varint((ulong)Voters.Length);
        foreach (NodeId voter in Voters)
        {
            writer.Node(voter);
        }

        writer.Varint((ulong)Removals.Length);
        foreach (Removal removal in Removals)
        {
            removal.Write(writer);
        }

        Later.Write(writer);
        return writer.ToArray();
    }

    public static EpochRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        ulong number = reader.Varint();
        NodeId[] voters = new NodeId[reader.Count(16)];
        for (int i = 0; i < voters.Length; i++)
        {
            voters[i] = reader.Node();
        }

        Removal[] removals = new Removal[reader.Count(RemovalBytesMin)];
        for (int i = 0; i < removals.Length; i++)
        {
            removals[i] = Removal.Read(ref reader);
        }

        return new(number, [.. voters], [.. removals]) { Later = LaterFields.Read(ref reader) };
    }

    /// <summary>
    /// By number. Two decisions of one number exist only where an operator wrongly asserted hosts off; then the content decides, alike
    /// everywhere.
    /// </summary>
    public int CompareTo(EpochRecord? other) =>
        other is null ? 1
        : Number != other.Number ? Number.CompareTo(other.Number)
        : Encode().AsSpan().SequenceCompareTo(other.Encode());

    public bool Equals(EpochRecord? other) => CompareTo(other) == 0;

    public override int GetHashCode() => HashCode.Combine(Number, Voters.Length, Removals.Length);

    public static bool operator <(EpochRecord left, EpochRecord right) => left.CompareTo(right) < 0;

    public static bool operator >(EpochRecord left, EpochRecord right) => left.CompareTo(right) > 0;

    public static bool operator <=(EpochRecord left, EpochRecord right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EpochRecord left, EpochRecord right) => left.CompareTo(right) >= 0;
}

/// <summary>One node's removal, as an epoch decided it.</summary>
/// <param name="Name">The removed host's name, for people: its own record is not shown any more.</param>
/// <param name="Heir">To whom its blocks and networks pass; when that one is removed too, to that one's heir (R20).</param>
/// <param name="Epoch">The number of the epoch that decided it.</param>
/// <param name="By">The name of the host on which the removal was asked for.</param>
public sealed record Removal(NodeId Node, string Name, NodeId Heir, ulong Epoch, string By)
{
    public void Write(WireWriter writer)
    {
        writer.Node(Node);
        writer.Text(Name);
        writer.Node(Heir);
        writer.Varint(Epoch);
        writer.Text(By);
    }

    public static Removal Read(ref WireReader reader) =>
        new(reader.Node(), reader.Text(), reader.Node(), reader.Varint(), reader.Text());
}
