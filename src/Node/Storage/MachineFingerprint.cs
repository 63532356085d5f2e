using System.Security.Cryptography;
using System.Text;

namespace MeshNet.Node.Storage;

/// <summary>
/// What tells this machine from a copy of it (R9): the installation's id, the board's or virtual machine's id, and the serial numbers of
/// the disks. A cloned virtual machine has the first in common with its original and not the others.
/// </summary>
public static class MachineFingerprint
{
    /// <param name="root">"/", or a directory that stands for it in tests.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Read(string root = "/")
    {
        List<string> parts =
        [
            ReadText(Path.Combine(root, "etc/machine-id")),
            ReadText(Path.Combine(root, "sys/class/dmi/id/product_uuid")),
        ];
        string disks = Path.Combine(root, "sys/block");
        if (Directory.Exists(disks))
        {
            // Only disks with an identity of their own: loop devices, RAM disks and removable media come and go.
            parts.AddRange(Directory.GetDirectories(disks)
                .Where(disk => ReadText(Path.Combine(disk, "removable")) == "0")
                .Select(disk => ReadText(Path.Combine(disk, "serial")) + ReadText(Path.Combine(disk, "device/serial")))
                .Where(serial => serial.Length > 0)
                .Order(StringComparer.Ordinal)
                .Take(1));
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Some boards refuse; the other parts still tell machines apart.
            return "";
        }
    }
}
