using Microsoft.Win32.SafeHandles;
using static MeshNet.Linux.Interop.LibcAdditions;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Files;

/// <summary>What Linux does with files and directories and .NET does not.</summary>
public static class LinuxFile
{
    /// <summary>Only the owner has access.</summary>
    private const ushort ReadWrite = 0x180;

    /// <summary>Opens or creates a file, without the lock that .NET takes.</summary>
    /// <exception cref="SystemCallException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path) => Open(path, O_RDWR | O_CREAT);

    /// <summary>Takes the file's lock, flock(2), which lasts as long as any copy of the descriptor, or until it is released.</summary>
    /// <returns>False while another holds it.</returns>
    /// <exception cref="SystemCallException">The file system has no locks.</exception>
    public static bool TryLock(SafeFileHandle file)
    {
        using BorrowedDescriptor used = new(file);
        if (flock(used, LOCK_EX | LOCK_NB) == 0)
        {
            return true;
        }

        return errno == EWOULDBLOCK ? false : throw new SystemCallException("lock a file", errno);
    }

    public static void Unlock(SafeFileHandle file)
    {
        using BorrowedDescriptor used = new(file);
        SystemCallException.ThrowIfNegative(flock(used, LOCK_UN), "unlock a file");
    }

    /// <summary>Makes the names in a directory survive a power cut.</summary>
    /// <exception cref="SystemCallException">The disk fails.</exception>
    public static void SyncDirectory(string path)
    {
        using SafeFileHandle directory = Open(path, O_RDONLY);
        using BorrowedDescriptor used = new(directory);
        SystemCallException.ThrowIfNegative(fsync(used), $"sync {path}");
    }

    private static SafeFileHandle Open(string path, int flags) =>
        new(SystemCallException.ThrowIfNegative(PathCalls.Open(path, flags | O_CLOEXEC, ReadWrite), $"open {path}"), ownsHandle: true);
}
