using Microsoft.Win32.SafeHandles;

namespace MeshNet.Node.Plugin;

/// <summary>Makes the place of a unix socket free: a file that a dead process left is removed, a living owner is respected.</summary>
public static class SocketFile
{
    /// <exception cref="PluginSocketException">Another process answers, or the file is no socket, or access is denied.</exception>
    public static void MakeFree(string path)
    {
        try
        {
            UnixDomainSocketEndPoint endPoint = new(path);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (!File.Exists(path))
            {
                return;
            }

            using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            probe.Connect(endPoint);
            throw new PluginSocketException(
                $"another process answers on {path}: stop it (is another 'meshnet node' running?), or choose another plugin-socket.");
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
        }
        catch (SocketException failure)
        {
            throw new PluginSocketException($"{path} exists and cannot be replaced ({failure.Message}): remove it.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new PluginSocketException($"the plugin socket {path} cannot be created: {failure.Message}", failure);
        }
    }

    /// <summary>A socket is the one kind of file that cannot be opened; reading and writing, because that never waits on a pipe.</summary>
    private static bool IsSocket(string path)
    {
        try
        {
            using SafeFileHandle opened = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
