namespace MeshNet.Node.Names;

/// <summary>A bound on how much goes on at once, for any thread.</summary>
internal sealed class Places(int max)
{
    private int _taken;

    /// <summary>False: all are taken. Otherwise <see cref="Leave"/> must follow.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _taken) <= max)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _taken);
}
