namespace MeshNet.Linux.Host;

/// <summary>Where file systems are mounted, from mountinfo (proc(5)).</summary>
public static class MountPoints
{
    private const int MountPointField = 4;

    /// <summary>True for a directory that a file system is mounted on: it can be emptied but not removed.</summary>
    public static bool Contains(string path)
    {
        string wanted = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return File.ReadLines("/proc/self/mountinfo").Select(line => Unescape(line.Split(' ')[MountPointField])).Contains(wanted);
    }

    private static string Unescape(string field) => field.Replace("\\040", " ", StringComparison.Ordinal);
}
