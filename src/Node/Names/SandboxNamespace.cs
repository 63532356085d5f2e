using MeshNet.Actors.Names;
using MeshNet.Linux.Interop;
using MeshNet.Linux.Namespaces;
using static Tmds.Linux.LibC;

namespace MeshNet.Node.Names;

/// <summary>Finding a sandbox's network namespace by its file.</summary>
internal static class SandboxNamespace
{
    /// <summary>Docker mounts the namespace some time after it named the file; each look costs microseconds.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits until the file is there and a namespace is mounted on it.</summary>
    /// <exception cref="SandboxGoneException">That has not happened in time.</exception>
    public static async Task<NetworkNamespace> OpenAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            while (true)
            {
                if (TryOpen(path) is { } found)
                {
                    return found;
                }

                await Task.Delay(Look, limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SandboxGoneException(
                $"serve names in {path}: no network namespace appeared there within {patience.TotalSeconds} s; did the container start?");
        }
    }

    /// <summary>Whether the file still leads to the same namespace; true also where that cannot be found out now.</summary>
    public static bool IsStill(string path, ulong inode)
    {
        try
        {
            using NetworkNamespace? found = TryOpen(path);
            return found?.Inode == inode;
        }
        catch (SystemCallException)
        {
            // For instance no free descriptors, which says nothing about the sandbox.
            return true;
        }
    }

    private static NetworkNamespace? TryOpen(string path)
    {
        // Spares the exception while Docker has not even made the file.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return NetworkNamespace.Open(path);
        }
        catch (SystemCallException exception) when (exception.Errno == EINVAL || exception.Errno == ENOENT || exception.Errno == ESRCH)
        {
            return null;
        }
    }
}
