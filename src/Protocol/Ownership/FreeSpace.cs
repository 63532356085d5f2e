namespace MeshNet.Protocol.Ownership;

/// <summary>
/// What this node owns of one space, and what of that is in use: the arithmetic of buddy blocks. Owned blocks never overlap; used
/// blocks may lie outside what is owned.
/// </summary>
public sealed class FreeSpace
{
    private readonly SortedDictionary<Block, ulong> _owned = [];
    private readonly SortedSet<Block> _used = [];

    /// <summary>Owned blocks and their versions, ascending.</summary>
    public IReadOnlyDictionary<Block, ulong> Owned => _owned;

    public IEnumerable<Block> Used => _used;

    public ulong OwnedSize => _owned.Keys.Aggregate(0UL, (sum, block) => sum + block.Size);

    public ulong FreeSize => Gaps().Aggregate(0UL, (sum, gap) => sum + gap.End - gap.Start);

    public void Own(Block block, ulong version) => _owned.Add(block, version);

    public void Disown(Block block) => _owned.Remove(block);

    public void Use(Block block) => _used.Add(block);

    public void Unuse(Block block) => _used.Remove(block);

    /// <summary>The owned block that holds all of <paramref name="block"/>, if there is one.</summary>
    public Block? Covering(Block block)
    {
        for (int prefix = block.PrefixLength; prefix >= 0; prefix--)
        {
            Block candidate = Block.Containing(block.Start, (byte)prefix);
            if (_owned.ContainsKey(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Whether nothing in use touches the block.</summary>
    public bool IsUnused(Block block)
    {
        foreach (Block _ in _used.GetViewBetween(new Block(block.Start, 0), new Block(block.Last, 32)))
        {
            return false;
        }

        return !IsInsideUsed(block);
    }

    public bool IsFree(Block block) => IsOwned(block) && IsUnused(block);

    /// <summary>Whether all of the block is owned, be it in several pieces.</summary>
    public bool IsOwned(Block block) =>
        Covering(block) is not null || (block.PrefixLength < 32 && IsOwned(block.Lower) && IsOwned(block.Upper));

    /// <summary>
    /// The first free block of this prefix length at or above <paramref name="from"/>, then from the beginning. Going on from
    /// the last allocation keeps addresses from being reused soon.
    /// </summary>
    public Block? FindFree(byte prefixLength, uint from = 0)
    {
        Block? first = null;
        foreach ((ulong start, ulong end) in Gaps())
        {
            ulong size = 1UL << (32 - prefixLength);
            ulong wanted = Math.Max(start, from);
            ulong aligned = (wanted + size - 1) / size * size;
            if (aligned + size <= end)
            {
                return new Block((uint)aligned, prefixLength);
            }

            aligned = (start + size - 1) / size * size;
            if (first is null && aligned + size <= end)
            {
                first = new Block((uint)aligned, prefixLength);
            }
        }

        return first;
    }

    /// <summary>The largest aligned block that is owned as one piece and free; of equals the last, so that a donor keeps its beginning.</summary>
    public Block? LargestFree()
    {
        Block? largest = null;
        foreach ((ulong start, ulong end) in Gaps())
        {
            Block candidate = LargestWithin(start, end);
            if (largest is null || candidate.PrefixLength <= largest.Value.PrefixLength)
            {
                largest = candidate;
            }
        }

        return largest;
    }

    /// <summary>Runs that are owned and not in use, [start, end), ascending; a run never crosses an owned block's border.</summary>
    private IEnumerable<(ulong Start, ulong End)> Gaps()
    {
        foreach (Block owned in _owned.Keys)
        {
            ulong next = owned.Start;
            ulong end = owned.Start + owned.Size;
            foreach (Block used in _used.GetViewBetween(new Block(owned.Start, 0), new Block(owned.Last, 32)))
            {
                if (used.Start > next)
                {
                    yield return (next, used.Start);
                }

                next = Math.Max(next, used.Start + used.Size);
            }

            if (next < end && (next != owned.Start || IsUnused(Block.Single(owned.Start))))
            {
                yield return (next, end);
            }
        }
    }

    /// <summary>Whether a larger block in use, which begins before this one, reaches into it.</summary>
    private bool IsInsideUsed(Block block)
    {
        for (int prefix = block.PrefixLength - 1; prefix >= 0; prefix--)
        {
            if (_used.Contains(Block.Containing(block.Start, (byte)prefix)))
            {
                return true;
            }
        }

        return false;
    }

    private static Block LargestWithin(ulong start, ulong end)
    {
        for (byte prefix = 0; ; prefix++)
        {
            ulong size = 1UL << (32 - prefix);
            ulong aligned = (start + size - 1) / size * size;
            if (aligned + size <= end)
            {
                return new Block((uint)aligned, prefix);
            }
        }
    }
}
