namespace MeshNet.Actors.Edges;

/// <summary>What the name servers of this host have done since the daemon's start.</summary>
/// <param name="Queries">All that came.</param>
/// <param name="Answered">From the mesh's own names.</param>
/// <param name="Forwarded">With what Docker's resolver or an outside server said.</param>
/// <param name="Failed">Nobody answered, the query made no sense, or the answer could not be sent.</param>
/// <param name="Refused">Over a bound: too many queries or connections at once.</param>
public sealed record NameCounts(long Queries, long Answered, long Forwarded, long Failed, long Refused);
