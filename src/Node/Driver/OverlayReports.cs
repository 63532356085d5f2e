using MeshNet.Actors.Driver;
using MeshNet.Linux.Overlay;

namespace MeshNet.Node.Driver;

/// <summary>What src/Linux did, in the words of the driver.</summary>
internal static class OverlayReports
{
    public static OverlayReport One(string edit) => OverlayReport.Nothing with { Edits = 1, Details = [edit] };

    public static OverlayReport From(OverlayOutcome report)
    {
        ImmutableArray<string> details = report.Repairs;
        if (report.Programmed > 0)
        {
            details = details.Add($"programmed {Entries(report.Programmed)}");
        }

        if (report.Removed > 0)
        {
            details = details.Add($"removed {Entries(report.Removed)}");
        }

        return OverlayReport.Nothing with
        {
            Edits = report.Repairs.Length + report.Programmed + report.Removed,
            Details = details.Length <= OverlayReport.DetailsMax
                ? details
                : [.. details.Take(OverlayReport.DetailsMax - 1), $"and {details.Length - OverlayReport.DetailsMax + 1} more"],
            Faults = [.. report.Errors.Concat(report.Conflicts).Select(words => new KernelFault(KernelObject.Entry, KeyOf(words), words))],
        };
    }

    /// <summary>
    /// Which entry a refusal is about. Its words begin with the edit, "replace neighbour 10.0.0.2 02:42:…: No buffer space …", so the
    /// first address or MAC is the entry's own; words about anything else are their own key.
    /// </summary>
    private static string KeyOf(string words)
    {
        foreach (string word in words.Split(' '))
        {
            if (MacAddress.TryParse(word, out MacAddress mac))
            {
                return mac.ToString();
            }

            if (word.Contains('.', StringComparison.Ordinal) && IPAddress.TryParse(word, out IPAddress? address))
            {
                return address.ToString();
            }
        }

        return words;
    }

    private static string Entries(int count) => count == 1 ? "1 entry" : $"{count} entries";
}
