namespace MeshNet.Linux.Host;

/// <summary>
/// How many neighbours the kernel keeps, over all namespaces together (net.ipv4.neigh.default.gc_thresh1 to 3, and IPv6's). Since Linux 5.0
/// permanent entries, which an overlay's are, no longer count; older kernels refuse them beyond the third threshold.
/// </summary>
public static class NeighbourLimits
{
    /// <summary>The values that Docker uses for its overlays, too.</summary>
    private static readonly int[] Wanted = [8192, 49152, 65536];

    /// <summary>Raises every threshold that is lower. A higher one was set on purpose.</summary>
    /// <param name="sysctlDirectory">Where the settings are files.</param>
    /// <returns>A sentence for each threshold that could not be raised, none when all is well.</returns>
    public static IReadOnlyList<string> Raise(string sysctlDirectory = "/proc/sys/net")
    {
        List<string> complaints = [];
        foreach (string family in new[] { "ipv4", "ipv6" })
        {
            // The highest first: the kernel takes each as it comes, and a first above a third would drop entries meanwhile.
            for (int number = Wanted.Length; number >= 1; number--)
            {
                RaiseOne(Path.Combine(sysctlDirectory, family, "neigh/default", $"gc_thresh{number}"), Wanted[number - 1], complaints);
            }
        }
        return complaints;
    }

    private static void RaiseOne(string path, int wanted, List<string> complaints)
    {
        // Absent without IPv6, and outside of the first network namespace, where others take care of them.
        if (!File.Exists(path))
        {
            return;
        }

        string text = File.ReadAllText(path).Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int present) && present >= wanted)
        {
            return;
        }

        try
        {
            File.WriteAllText(path, wanted.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            complaints.Add($"{path} is {text}, below {wanted}, and cannot be written ({exception.Message}): "
                + "kernels before 5.0 will refuse overlay entries beyond it.");
        }
    }
}
