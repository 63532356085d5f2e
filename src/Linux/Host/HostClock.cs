namespace MeshNet.Linux.Host;

/// <summary>This host's clock, as the kernel keeps it.</summary>
public static class HostClock
{
    /// <summary>True while something, such as chronyd, keeps it synchronized: adjtimex(2).</summary>
    public static unsafe bool IsSynchronized()
    {
        byte* timex = stackalloc byte[LibcAdditions.TimexBytes];
        new Span<byte>(timex, LibcAdditions.TimexBytes).Clear();
        return LibcAdditions.adjtimex(timex) != LibcAdditions.TIME_ERROR;
    }
}
