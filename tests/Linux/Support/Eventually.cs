namespace MeshNet.Linux.Tests.Support;

/// <summary>Waits, bounded, for what the kernel or another process does in its own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static bool Holds(Func<bool> condition)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Deadline)
                return false;
            Thread.Sleep(5);
        }
        return true;
    }
}
