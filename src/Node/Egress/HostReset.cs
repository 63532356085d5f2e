using System.Collections.Immutable;
using System.Text.Json;
using MeshNet.Actors.Edges;
using MeshNet.Linux.Nftables;
using MeshNet.Linux.Overlay;

namespace MeshNet.Node.Egress;

/// <summary>
/// Takes everything of MeshNet's off a host, and only that, by names and marks alone: it needs no state, no running daemon and no
/// Docker, and may be repeated. Containers that still run lose their mesh interfaces.
/// </summary>
public sealed class HostReset(OverlayHost overlays, EgressHost egress)
{
    private const string TablePrefix = "meshnet";

    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _failures = ImmutableArray.CreateBuilder<string>();

    /// <param name="paths">Files and directories of ours: state, run directory, sockets.</param>
    public ResetReport Run(params IEnumerable<string> paths)
    {
        EgressReport gateway = new EgressKernel(egress).Remove();
        _removed.AddRange(gateway.Edits);
        _failures.AddRange(gateway.Faults.Select(fault => fault.Words));

        Linux.Overlay.OverlayReport overlay = OverlayCleanup.RemoveAll(overlays);
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
            if (name.StartsWith(TablePrefix, StringComparison.Ordinal))
            {
                Try($"remove table {full}", () =>
                {
                    NftablesRunner.Run($"delete table {full}", egress.Namespace);
                    _removed.Add($"removed table {full}");
                });
            }
        }
    }

    private void RemovePath(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
            _removed.Add($"removed {path}");
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
            _removed.Add($"removed {path}");
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
