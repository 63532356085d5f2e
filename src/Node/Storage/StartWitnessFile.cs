using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Linux.Files;

namespace MeshNet.Node.Storage;

/// <summary>The number of the last start as text in a file beside the store, replaced as a whole.</summary>
public sealed class StartWitnessFile(string directory) : IStartWitness
{
    private readonly string _path = Path.Combine(directory, "last-start");

    public uint Read()
    {
        if (!File.Exists(_path))
        {
            return 0;
        }

        string text = File.ReadAllText(_path).Trim();
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint epoch)
            ? epoch
            : throw new StoreException($"{_path} should hold the number of this node's last start, but holds '{text}': it was changed or the disk is failing");
    }

    public void Write(uint epoch)
    {
        string next = _path + ".new";
        try
        {
            using (FileStream file = new(next, FileMode.Create, FileAccess.Write))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(epoch.ToString(CultureInfo.InvariantCulture) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
            LinuxFile.SyncDirectory(directory);
        }
        catch (IOException trouble)
        {
            throw new StoreException($"the number of this start cannot be written to {_path}: {trouble.Message}", trouble);
        }
    }
}
