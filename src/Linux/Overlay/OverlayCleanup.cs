using MeshNet.Linux.Links;

namespace MeshNet.Linux.Overlay;

/// <summary>Removes every overlay from a host without any record of what was made: by names and marks alone.</summary>
public static class OverlayCleanup
{
    /// <summary>Removes all namespaces in the host's directory and all links of ours in the host's namespace.</summary>
    /// <param name="host">The host.</param>
    /// <param name="prefix">What the names of the links to remove begin with.</param>
    /// <returns>What was removed, as <see cref="OverlayOutcome.Repairs"/>, and what could not be, as errors. Everything is tried.</returns>
    public static OverlayOutcome RemoveAll(OverlayHost host, string prefix = OverlayNames.LinkPrefix)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        OverlayOutcome report = OverlayOutcome.Nothing;
        foreach (string name in host.ListNetworks())
        {
            report = report.Then(Try($"removed overlay {name}", () =>
            {
                using OverlayNetwork network = host.Open(name);
                network.Delete();
            }));
        }

        foreach (Link link in host.Netlink.Links.List().Where(link => OverlayNames.IsOurs(link, prefix)))
        {
            report = report.Then(Try($"removed link {link.Name}", () => host.Netlink.Links.Delete(link.Index)));
        }

        if (Directory.Exists(host.NamespaceDirectory) && !Directory.EnumerateFileSystemEntries(host.NamespaceDirectory).Any())
        {
            report = report.Then(Try($"removed directory {host.NamespaceDirectory}", () => Directory.Delete(host.NamespaceDirectory)));
        }

        return report;
    }

    private static OverlayOutcome Try(string what, Action removal)
    {
        try
        {
            removal();
            return new OverlayOutcome { Repairs = [what] };
        }
        catch (Exception exception)
        {
            return new OverlayOutcome { Errors = [$"not {what}: {exception.Message}"] };
        }
    }
}
