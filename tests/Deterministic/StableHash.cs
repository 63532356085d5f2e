namespace MeshNet.Deterministic;

/// <summary>
/// FNV-1a, 64 bit. The runtime's own hash of strings is seeded anew in each process, so anything built on it would differ between two runs
/// of one seed.
/// </summary>
internal static class StableHash
{
    public const ulong Seed = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Of(string text)
    {
        ulong hash = Seed;
        foreach (char character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    public static ulong Append(ulong hash, ulong value)
    {
        hash = (hash ^ value) * Prime;
        return hash ^ (hash >> 32);
    }
}
