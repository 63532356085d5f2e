namespace MeshNet.Deterministic;

/// <summary>
/// Steele, Lea and Flood's SplitMix64. Its sequence is specified, which that of System.Random is not: a seed means the same history on every
/// machine and runtime.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>In [0, <paramref name="bound"/>), by the high half of a product: no division, and a bias below 2^-32 for any list in memory.</summary>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
