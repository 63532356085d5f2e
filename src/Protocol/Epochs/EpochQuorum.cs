namespace MeshNet.Protocol.Epochs;

/// <summary>Who decides the epoch after this one, and how many of them it takes.</summary>
public sealed record EpochQuorum(ImmutableSortedSet<NodeId> Voters)
{
    /// <summary>A majority of the epoch's voters, including the node to be removed (R19): two majorities always meet.</summary>
    public static EpochQuorum Of(EpochRecord epoch) => new([.. epoch.Voters]);

    public int Needed => (Voters.Count / 2) + 1;

    /// <summary>The operator asserts that some voters are off: they are counted neither among those asked nor among those needed.</summary>
    public EpochQuorum Without(IEnumerable<NodeId> assertedOff) => new(Voters.Except(assertedOff));

    public bool IsReached(IEnumerable<NodeId> votes) => Voters.Count > 0 && votes.Count(Voters.Contains) >= Needed;
}
