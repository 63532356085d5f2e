using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Node.Cli;
using MeshNet.Node.Configuration;
using MeshNet.Node.Management.Model;
using MeshNet.Node.Storage;

namespace MeshNet.Node.Reset;

/// <summary>Whether this host can be reset without harm to others; the reasons against it are sentences.</summary>
internal static class ResetPermission
{
    /// <returns>Null, or why <c>--force</c> is needed.</returns>
    public static async Task<string?> ObjectionAsync(MeshNetSettings settings, EngineNetworks networks, CancellationToken cancellation)
    {
        if (await MemberOfAsync(settings, cancellation).ConfigureAwait(false) is { } membership)
        {
            return $"{membership}: run 'meshnet leave' first, which hands this host's addresses to the others. "
                + "With --force it is reset anyway, and nobody uses its addresses until 'meshnet node rm'";
        }

        string[] attached = [.. await networks.AttachedAsync(cancellation).ConfigureAwait(false)];
        return attached.Length == 0
            ? null
            : $"containers still use meshnet's networks ({string.Join(", ", attached)}): remove them first, or disconnect them with --force";
    }

    private static async Task<string?> MemberOfAsync(MeshNetSettings settings, CancellationToken cancellation)
    {
        if (DaemonProcess.IsRunning(settings.StateDirectory))
        {
            using DaemonClient daemon = new(Path.Combine(settings.RunDirectory, CliContext.SocketName));
            StatusReport status = await daemon.GetAsync("/meshnet/status", ModelJson.Default.StatusReport, cancellation).ConfigureAwait(false);
            return status.NodeId.Length == 0 ? null : $"this host is node {status.Node} of mesh {status.ClusterId}";
        }

        if (!File.Exists(Path.Combine(settings.StateDirectory, SqliteStore.FileName)))
        {
            return null;
        }

        try
        {
            using SqliteStore store = new(settings.StateDirectory);
            NodeIdentity? identity = new NodeIdentityStore(store, new StartWitnessFile(settings.StateDirectory)).Read();
            return identity is null ? null : $"this host is node {identity.Name} of mesh {identity.Cluster}";
        }
        catch (StoreException unreadable)
        {
            return $"it is unknown whether this host is in a mesh ({unreadable.Message})";
        }
    }
}
