namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// Where a gateway bridge of this host can have its subnet: private space (RFC 1918) that Docker's own default pools are in, so that
/// it surprises nobody.
/// </summary>
internal static class GatewaySubnets
{
    /// <summary>What Docker would choose from by itself, in its order: 172.18.0.0/16 … 172.31.0.0/16, 192.168.0.0/20 ….</summary>
    public static IEnumerable<Block> ForEngine()
    {
        for (uint second = 18; second < 32; second++)
        {
            yield return new((172u << 24) | (second << 16), 16);
        }

        foreach (Block block in Parts(new((192u << 24) | (168u << 16), 16), 20))
        {
            yield return block;
        }
    }

    /// <summary>From the other end, in pieces of 4,096 addresses, since a host hardly runs more containers.</summary>
    public static IEnumerable<Block> ForOurs() =>
        Parts(new((172u << 24) | (16u << 16), 12), 20).Reverse().Concat(Parts(new((192u << 24) | (168u << 16), 16), 20).Reverse());

    /// <summary>The first candidate that overlaps nothing, or null.</summary>
    public static Block? Choose(IEnumerable<Block> candidates, IReadOnlyCollection<Block> taken)
    {
        foreach (Block candidate in candidates)
        {
            if (!taken.Any(candidate.Overlaps))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The operator's wish, or the first candidate; null with a reason when there is none.</summary>
    /// <param name="key">The setting that the wish is in.</param>
    public static Block? Choose(
        Block? wish, string key, IEnumerable<Block> candidates, IReadOnlyCollection<Block> taken, out string refusal)
    {
        refusal = "";
        if (wish is not { } wanted)
        {
            refusal = $"this host has no free private subnet: set {key} to a subnet that is free";
            return Choose(candidates, taken);
        }

        foreach (Block other in taken.Where(wanted.Overlaps))
        {
            refusal = $"{key} is {wanted}, which overlaps {other} in the mesh or in this host's routes: "
                + "set it to another, or to \"\" to have one chosen";
            return null;
        }

        return wanted;
    }

    private static IEnumerable<Block> Parts(Block whole, byte prefixLength)
    {
        Block part = new(whole.Start, prefixLength);
        for (ulong count = whole.Size / part.Size; count > 0; count--)
        {
            yield return part;
            part = new((uint)(part.Start + part.Size), prefixLength);
        }
    }
}
