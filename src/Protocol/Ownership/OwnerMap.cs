using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Ownership;

/// <summary>
/// Who owns what, as the logs of all nodes have it. Seen from afar two may claim one address for a while; the higher block
/// version is right (R3). This map finds donors and helps to word errors; no address is ever allocated from it.
/// </summary>
public sealed class OwnerMap
{
    private readonly Dictionary<SpaceId, SortedDictionary<Block, SortedDictionary<NodeId, ulong>>> _spaces = [];

    public void Apply(RecordChange change)
    {
        if (change.Key.Kind != RecordKind.Block)
        {
            return;
        }

        Block block = change.Key.BlockValue;
        if (change.New is null)
        {
            Remove(change.Key.SpaceId, block, change.Owner);
            return;
        }

        if (!_spaces.TryGetValue(change.Key.SpaceId, out SortedDictionary<Block, SortedDictionary<NodeId, ulong>>? blocks))
        {
            _spaces[change.Key.SpaceId] = blocks = [];
        }

        if (!blocks.TryGetValue(block, out SortedDictionary<NodeId, ulong>? claims))
        {
            blocks[block] = claims = [];
        }

        claims[change.Owner] = BlockRecord.Decode(change.New).Version;
    }

    /// <summary>Every claim on a space: block, owner, version, in the order of blocks.</summary>
    public IEnumerable<(Block Block, NodeId Owner, ulong Version)> Claims(SpaceId space)
    {
        if (!_spaces.TryGetValue(space, out SortedDictionary<Block, SortedDictionary<NodeId, ulong>>? blocks))
        {
            yield break;
        }

        foreach ((Block block, SortedDictionary<NodeId, ulong> claims) in blocks)
        {
            foreach ((NodeId owner, ulong version) in claims)
            {
                yield return (block, owner, version);
            }
        }
    }

    /// <summary>The owner of one unit, if anyone is known to own it.</summary>
    public NodeId? OwnerOf(SpaceId space, uint unit)
    {
        NodeId? owner = null;
        ulong best = 0;
        if (!_spaces.TryGetValue(space, out SortedDictionary<Block, SortedDictionary<NodeId, ulong>>? blocks))
        {
            return null;
        }

        for (byte prefix = 0; prefix <= 32; prefix++)
        {
            if (blocks.TryGetValue(Block.Containing(unit, prefix), out SortedDictionary<NodeId, ulong>? claims))
            {
                foreach ((NodeId node, ulong version) in claims)
                {
                    if (owner is null || version > best)
                    {
                        (owner, best) = (node, version);
                    }
                }
            }
        }

        return owner;
    }

    /// <summary>Who owns any of a space, those with most first.</summary>
    public IReadOnlyList<NodeId> OwnersBySize(SpaceId space)
    {
        SortedDictionary<NodeId, ulong> sizes = [];
        foreach ((Block block, NodeId owner, _) in Claims(space))
        {
            sizes[owner] = sizes.GetValueOrDefault(owner) + block.Size;
        }

        return [.. sizes.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
    }

    private void Remove(SpaceId space, Block block, NodeId owner)
    {
        if (!_spaces.TryGetValue(space, out SortedDictionary<Block, SortedDictionary<NodeId, ulong>>? blocks)
            || !blocks.TryGetValue(block, out SortedDictionary<NodeId, ulong>? claims))
        {
            return;
        }

        claims.Remove(owner);
        if (claims.Count == 0)
        {
            blocks.Remove(block);
        }

        if (blocks.Count == 0)
        {
            _spaces.Remove(space);
        }
    }
}
