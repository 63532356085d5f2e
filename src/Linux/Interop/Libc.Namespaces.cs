using System.Runtime.InteropServices;

namespace MeshNet.Linux.Interop;

internal static partial class Libc
{
    public const int CLONE_NEWNET = 0x40000000;

    /// <summary>linux/nsfs.h: answers the CLONE_NEW* constant of the namespace a descriptor refers to.</summary>
    public const nuint NS_GET_NSTYPE = 0xb703;

    public const nuint MS_BIND = 0x1000;
    public const int MNT_DETACH = 2;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unshare(int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setns(SafeDescriptor fd, int nstype);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mount(string source, string target, string? filesystemtype, nuint mountflags, nint data);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int umount2(string target, int flags);
}
