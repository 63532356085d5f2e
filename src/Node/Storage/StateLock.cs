using System.Text;
using MeshNet.Actors.Gossip;
using MeshNet.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace MeshNet.Node.Storage;

/// <summary>Holds a state directory for one process: a lock that the kernel drops with the process, on a file that names its holder.</summary>
internal sealed class StateLock : IDisposable
{
    private readonly SafeFileHandle _file;

    /// <exception cref="StoreException">Another process holds it; the message names its pid.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public StateLock(string directory)
    {
        // Not File.Open: it takes a lock of .NET's own, and who comes second could not read the holder's pid.
        _file = LinuxFile.Open(PathIn(directory));
        if (!LinuxFile.TryLock(_file))
        {
            string holder = ReadText();
            _file.Dispose();
            throw new StoreException(
                $"the state directory {directory} is in use by process {(holder.Length == 0 ? "(starting)" : holder)}: each daemon needs its own "
                + "state directory: stop that daemon, or give this one another directory with --state-dir");
        }

        RandomAccess.SetLength(_file, 0);
        RandomAccess.Write(_file, Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), 0);
    }

    /// <summary>The process that holds a state directory; null when none does.</summary>
    public static int? Holder(string directory)
    {
        if (!File.Exists(PathIn(directory)))
        {
            return null;
        }

        using SafeFileHandle file = LinuxFile.Open(PathIn(directory));
        if (LinuxFile.TryLock(file))
        {
            Unlock(file);
            return null;
        }

        byte[] bytes = new byte[16];
        string text = Encoding.ASCII.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        // Between its lock and its pid a daemon is starting, and held by nobody who could be named.
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0;
    }

    public void Dispose()
    {
        Unlock(_file);
        _file.Dispose();
    }

    /// <summary>
    /// Closing is not enough: a program that is being started at this moment, by whichever thread, has a copy of the descriptor until it
    /// runs, and the lock lives as long as any copy.
    /// </summary>
    private static void Unlock(SafeFileHandle file) => LinuxFile.Unlock(file);

    private static string PathIn(string directory) => Path.Combine(directory, "meshnet.lock");

    private string ReadText()
    {
        byte[] bytes = new byte[16];
        return Encoding.ASCII.GetString(bytes, 0, RandomAccess.Read(_file, bytes, 0));
    }
}
