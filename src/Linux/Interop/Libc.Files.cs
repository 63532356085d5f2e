using System.Runtime.InteropServices;

namespace MeshNet.Linux.Interop;

/// <summary>Functions of the C library; names and constants as in its headers, no logic.</summary>
internal static partial class Libc
{
    private const string Library = "libc";

    public const int O_RDONLY = 0;
    public const int O_CLOEXEC = 0x80000;

    /// <summary>linux/close_range.h: the calling thread gets a table of its own first. Since Linux 5.9.</summary>
    public const uint CLOSE_RANGE_UNSHARE = 1 << 1;

    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_INO = 0x100;

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string pathname, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close_range(uint first, uint last, uint flags);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int statx(SafeDescriptor dirfd, string pathname, int flags, uint mask, byte* statxbuf);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(SafeDescriptor fd, nuint request);
}
