namespace MeshNet.Protocol.Random;

/// <summary>The only source of randomness in the brain: seeded in simulations, the operating system's in production.</summary>
public interface IRandomSource
{
    ulong NextUInt64();
}

public static class RandomSourceExtensions
{
    /// <summary>Uniform in 0 … <paramref name="bound"/> − 1 (Lemire's multiplication; the bias of 2^-32 does not matter here).</summary>
    public static int Next(this IRandomSource random, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)(((random.NextUInt64() >> 32) * (ulong)bound) >> 32);
    }

    public static UInt128 NextUInt128(this IRandomSource random) => new(random.NextUInt64(), random.NextUInt64());

    /// <summary>Uniform in [0, 1).</summary>
    public static double NextFraction(this IRandomSource random) => (random.NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Fisher and Yates.</summary>
    public static void Shuffle<T>(this IRandomSource random, IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
