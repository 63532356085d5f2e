namespace MeshNet.Protocol.Epochs;

/// <summary>
/// What a removed node leaves: everything that its log says is its own or given away and not taken, less what others have claimed. What a
/// member says it owns is its own; of all other claims the higher version is right (R3), since a block's version rises with every hand
/// that it passes through.
/// </summary>
public sealed class Estate
{
    /// <summary>Above every version: a member's word stands.</summary>
    private const ulong Absolute = ulong.MaxValue;

    private readonly List<(BlockClaim Claim, ulong Rank)> _pieces = [];
    private readonly SortedDictionary<SpaceId, List<(Block Block, ulong Rank)>> _claims = [];

    public void AddOwned(BlockClaim claim) => _pieces.Add((claim, RankOfOwned(claim)));

    public void AddGranted(BlockClaim claim) => _pieces.Add((claim, RankOfGranted(claim)));

    /// <summary>A member has this, and it is not part of the estate.</summary>
    public void ExceptClaimed(BlockClaim claim) => Except(claim, Absolute);

    /// <summary>Another removed node's log has this.</summary>
    public void ExceptOwned(BlockClaim claim) => Except(claim, RankOfOwned(claim));

    /// <summary>Somebody has given this away, and the taker may have passed it on.</summary>
    public void ExceptGranted(BlockClaim claim) => Except(claim, RankOfGranted(claim));

    /// <summary>The blocks that remain, none overlapping another, each with a version above the one it had.</summary>
    public IEnumerable<BlockClaim> Remainder()
    {
        List<BlockClaim> remainder = [];
        foreach ((BlockClaim claim, ulong rank) in _pieces.OrderByDescending(piece => piece.Rank).ThenBy(piece => piece.Claim.Block))
        {
            foreach (Block block in Cut(claim.Space, claim.Block, rank).ToArray())
            {
                BlockClaim taken = new(claim.Space, block, claim.Version + 1);
                remainder.Add(taken);
                ExceptClaimed(taken);
            }
        }

        return remainder;
    }

    private IEnumerable<Block> Cut(SpaceId space, Block block, ulong rank)
    {
        (Block Block, ulong Rank)[] against = _claims.TryGetValue(space, out List<(Block Block, ulong Rank)>? claims)
            ? [.. claims.Where(claim => claim.Rank > rank && claim.Block.Overlaps(block))]
            : [];
        if (against.Length == 0)
        {
            return [block];
        }

        return against.Any(claim => claim.Block.Contains(block)) ? [] : Cut(space, block.Lower, rank).Concat(Cut(space, block.Upper, rank));
    }

    private void Except(BlockClaim claim, ulong rank)
    {
        if (!_claims.TryGetValue(claim.Space, out List<(Block Block, ulong Rank)>? claims))
        {
            _claims[claim.Space] = claims = [];
        }

        claims.Add((claim.Block, rank));
    }

    /// <summary>A grant and the claim that its taker makes of it have one version; the taker's word is the later one.</summary>
    private static ulong RankOfOwned(BlockClaim claim) => (claim.Version * 2) + 1;

    private static ulong RankOfGranted(BlockClaim claim) => claim.Version * 2;
}
