using MeshNet.Hocon;

namespace MeshNet.Node.Configuration;

/// <summary>Refuses keys that nothing reads: a setting with a typo would otherwise be ignored in silence.</summary>
internal static class UnknownKeys
{
    /// <exception cref="HoconException">There is such a key; the message names the closest existing one.</exception>
    public static void Refuse(HoconConfig config, string root, IReadOnlyCollection<string> known)
    {
        if (config.LeafPaths().FirstOrDefault(path => IsBelow(path, root) && !known.Contains(path)) is not { } unknown)
        {
            return;
        }

        string nearest = known.MinBy(path => Distance(path, unknown))!;
        throw new HoconException(
            config.GetValue(unknown)!.Origin, $"there is no setting {unknown}: did you mean {nearest}? All settings are in hocon/reference.conf");
    }

    private static bool IsBelow(string path, string root) => path == root || path.StartsWith(root + ".", StringComparison.Ordinal);

    /// <summary>Levenshtein distance: how many characters to insert, delete or replace.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[^1];
    }
}
