using System.Text.Json;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Host;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Overlay;
using MeshNet.Node.GatewayBridge;

namespace MeshNet.Node.Reset;

/// <summary>
/// Removes everything that MeshNet made on a host, and nothing else, by names and marks alone: it needs no state, no running daemon and no
/// Docker, and may be repeated. Containers that still run lose their mesh interfaces.
/// </summary>
public sealed class HostReset(OverlayHost overlays, GatewayHost egress)
{
    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _failures = ImmutableArray.CreateBuilder<string>();

    /// <param name="paths">Files and directories of ours: state, run directory, sockets.</param>
    public ResetReport Run(params IEnumerable<string> paths)
    {
        GatewayReport gateway = new GatewayKernel(egress).Remove();
        _removed.AddRange(gateway.Edits);
        _failures.AddRange(gateway.Faults.Select(fault => fault.Words));

        OverlayOutcome overlay = OverlayCleanup.RemoveAll(overlays);
        _removed.AddRange(overlay.Repairs);
        _failures.AddRange(overlay.Errors);

        Try("list nftables tables", RemoveTables);
        foreach (string path in paths)
        {
            Try($"remove {path}", () => RemovePath(path));
        }

        return new(_removed.ToImmutable(), _failures.ToImmutable());
    }

    /// <summary>Tables that some later version made and this one does not know are ours, too, by their names.</summary>
    private void RemoveTables()
    {
        using JsonDocument listing = JsonDocument.Parse(NftablesRunner.ListJson("list tables", egress.Namespace));
        foreach (JsonElement entry in listing.RootElement.GetProperty("nftables").EnumerateArray())
        {
            if (!entry.TryGetProperty("table", out JsonElement table))
            {
                continue;
            }

            string name = table.GetProperty("name").GetString()!;
            string full = $"{table.GetProperty("family").GetString()} {name}";
            if (IsOurs(name))
            {
                Try($"remove table {full}", () =>
                {
                    NftablesRunner.Run($"delete table {full}", egress.Namespace);
                    _removed.Add($"removed table {full}");
                });
            }
        }
    }

    /// <summary>"meshnet", and "meshnet" with a word of ours behind it; a name that only begins with these letters is somebody's.</summary>
    private static bool IsOurs(string table) =>
        table.Split('_', '-')[0] == GatewayLinks.FullName.Split('_', '-')[0];

    private void RemovePath(string path)
    {
        if (Directory.Exists(path))
        {
            RemoveDirectory(path);
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
            _removed.Add($"removed {path}");
        }
    }

    /// <summary>A directory that a file system is mounted on stays, empty: the mount is the operator's.</summary>
    private void RemoveDirectory(string path)
    {
        foreach (string directory in Directory.GetDirectories(path))
        {
            Directory.Delete(directory, recursive: true);
        }

        bool wasEmpty = !Directory.EnumerateFileSystemEntries(path).Any();
        foreach (string file in Directory.GetFiles(path))
        {
            File.Delete(file);
        }

        if (!MountPoints.Contains(path))
        {
            Directory.Delete(path);
            _removed.Add($"removed {path}");
        }
        else if (!wasEmpty)
        {
            _removed.Add($"emptied {path}, which is a mount point");
        }
    }

    private void Try(string what, Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            _failures.Add($"{what}: {exception.Message}");
        }
    }
}

/// <summary>What a reset did to a host.</summary>
/// <param name="Removed">In words, one for each object.</param>
/// <param name="Failures">What could not be removed, and why.</param>
public sealed record ResetReport(ImmutableArray<string> Removed, ImmutableArray<string> Failures);
