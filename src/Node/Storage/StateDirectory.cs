using MeshNet.Actors.Gossip;
using MeshNet.Linux.Files;

namespace MeshNet.Node.Storage;

/// <summary>The directory that holds what the node must not forget. Readable by root alone: the cluster's secret is in it.</summary>
internal static class StateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it, with its parents, and makes its name durable.</summary>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public static void Ensure(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
            LinuxFile.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the state directory {path} cannot be created: {trouble.Message}", trouble);
        }
    }
}
