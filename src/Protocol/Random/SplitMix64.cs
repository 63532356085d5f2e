namespace MeshNet.Protocol.Random;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): a specified algorithm, so that one seed gives one run on every machine, which
/// <see cref="System.Random"/> does not promise.
/// </summary>
public sealed class SplitMix64(ulong seed) : IRandomSource
{
    private ulong _state = seed;

    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A generator of its own for a part that has a name, so that a draw added in one part does not shift the others.</summary>
    public SplitMix64 Child(string label)
    {
        ulong hash = Mix(_state);
        foreach (char letter in label)
        {
            hash = Mix(hash ^ letter);
        }

        return new SplitMix64(hash);
    }

    /// <summary>The finaliser on its own: a good hash of one 64-bit value.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
