using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeshNet.Node.Storage;

/// <summary>The file calls that .NET has no equivalent for. Names are the C library's own (fcntl.h of x86-64 and arm64 Linux).</summary>
internal static partial class Libc
{
    private const int O_RDWR = 0x2;
    private const int O_CREAT = 0x40;
    private const int O_CLOEXEC = 0x80000;
    private const int OwnerReadWrite = 0x180;

    /// <summary>Opens or makes a file, without a lock.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenFile(string path) => Checked(open(path, O_RDWR | O_CREAT | O_CLOEXEC, OwnerReadWrite), path);

    /// <summary>Makes the names in a directory survive a power cut.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void SyncDirectory(string path)
    {
        using SafeFileHandle handle = Checked(open(path, O_CLOEXEC, 0), path);
        if (fsync(handle) != 0)
        {
            throw new IOException($"{path} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static SafeFileHandle Checked(SafeFileHandle handle, string path) =>
        handle.IsInvalid ? throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}") : handle;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle fd);
}
