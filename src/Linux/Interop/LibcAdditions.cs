namespace MeshNet.Linux.Interop;

/// <summary>
/// What Tmds.LibC has no declaration for: names and constants as in the C library's headers, no logic. It is the only place that imports
/// functions of the C library.
/// </summary>
internal static partial class LibcAdditions
{
    private const string Library = "libc.so.6";

    /// <summary>linux/close_range.h: the calling thread gets a table of its own first. Since Linux 5.9.</summary>
    public const uint CLOSE_RANGE_UNSHARE = 1 << 1;

    /// <summary>linux/nsfs.h: answers the CLONE_NEW* constant of the namespace that a descriptor refers to.</summary>
    public const int NS_GET_NSTYPE = 0xb703;

    /// <summary>sys/file.h.</summary>
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int LOCK_UN = 8;

    /// <summary>sys/timex.h: nothing disciplines the clock.</summary>
    public const int TIME_ERROR = 5;

    /// <summary>struct timex, with which adjtimex only reads while its first word is zero.</summary>
    public const int TimexBytes = 256;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close_range(uint first, uint last, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(int fd, int operation);

    [LibraryImport(Library, SetLastError = true)]
    public static unsafe partial int adjtimex(byte* buf);

    /// <summary>"EEXIST" of 17; null of a number without a name. Nobody frees it.</summary>
    [LibraryImport(Library)]
    public static partial nint strerrorname_np(int errnum);
}
