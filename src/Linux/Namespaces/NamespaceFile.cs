using MeshNet.Linux.Links;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Namespaces;

/// <summary>
/// Namespaces that outlive their processes: each is mounted on a file, as <c>ip netns</c> does, so that an operator can
/// <c>nsenter --net=FILE</c> and a restarted daemon finds it again.
/// </summary>
public static class NamespaceFile
{
    /// <summary>
    /// Makes a namespace, with its loopback up, and mounts it on <paramref name="path"/>. Directories are made as needed.
    /// </summary>
    /// <exception cref="IOException">A namespace is mounted there already.</exception>
    public static NetworkNamespace Create(string path)
    {
        if (IsNamespace(path))
        {
            throw new IOException($"create network namespace {path}: there is one already; open it or delete it first.");
        }

        using NetworkNamespace created = NetworkNamespace.Create();
        Keep(created, path);
        return NetworkNamespace.Open(path);
    }

    /// <summary>Mounts a namespace that a handle holds on <paramref name="path"/>, over whatever file is there.</summary>
    public static void Keep(NetworkNamespace networkNamespace, string path)
    {
        ArgumentNullException.ThrowIfNull(networkNamespace);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // An empty file may be left from a creation that was cut short between this line and the mount.
        File.WriteAllBytes(path, []);
        string source = $"/proc/self/fd/{networkNamespace.DescriptorNumber}";
        if (PathCalls.Mount(source, path, null, MS_BIND) < 0)
        {
            int error = errno;
            File.Delete(path);
            throw new SystemCallException($"mount {networkNamespace.Description} on {path}", error);
        }
        GC.KeepAlive(networkNamespace);
    }

    /// <summary>
    /// Unmounts and removes the file; nothing happens when there is none. The namespace ends once no process and no handle is left in it.
    /// </summary>
    public static void Delete(string path)
    {
        // A crash between two creations may have stacked mounts; sixteen is far above what can happen and bounds the loop.
        for (int mounts = 0; mounts < 16 && PathCalls.Unmount(path, MNT_DETACH) == 0; mounts++)
        {
        }
        int error = errno;
        if (error != EINVAL && error != ENOENT)
        {
            throw new SystemCallException($"unmount network namespace {path}", error);
        }

        // Removing the file also detaches the copies of the mount that other mount namespaces inherited (since Linux 3.18), so the
        // directory needs no shared propagation as ip-netns gives it.
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>True when a network namespace is mounted on the file.</summary>
    public static bool IsNamespace(string path)
    {
        try
        {
            using NetworkNamespace opened = NetworkNamespace.Open(path);
            return true;
        }
        catch (SystemCallException exception) when (exception.Errno == ENOENT || exception.Errno == EINVAL)
        {
            return false;
        }
    }

    /// <summary>Gives the calling thread a network namespace of its own. Sockets on 127.0.0.1 work in it at once.</summary>
    internal static void UnshareNetwork()
    {
        SystemCallException.ThrowIfNegative(unshare(CLONE_NEWNET), "create a network namespace");
        using NetlinkSocket socket = NetlinkSocket.Open();
        new LinkOperations(socket).Set(LoopbackIndex, new LinkChange { Up = true });
    }

    /// <summary>The loopback is the first link of every namespace.</summary>
    private const int LoopbackIndex = 1;
}
