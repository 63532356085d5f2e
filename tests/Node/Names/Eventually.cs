using System.Diagnostics;

namespace MeshNet.Node.Tests.Names;

/// <summary>Waits, bounded, for what the kernel or a timer does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static bool Holds(Func<bool> condition)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed > Deadline)
                return false;
            Thread.Sleep(5);
        }

        return true;
    }
}
