namespace MeshNet.Linux.Tests.Support;

/// <summary>Waits, bounded, for what the kernel or another process does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static bool Holds(Func<bool> condition) => SpinWait.SpinUntil(condition, Deadline);
}
