using System.Diagnostics;
using MeshNet.Node.Cli;
using MeshNet.Node.Storage;
using Tmds.Linux;

namespace MeshNet.Node.Reset;

/// <summary>The daemon that holds this host's state directory, if there is one.</summary>
internal static class DaemonProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static bool IsRunning(string stateDirectory) => StateLock.Holder(stateDirectory) is not null;

    /// <summary>Asks the daemon to end, as its unit's stop does, and waits until it has let go of the directory.</summary>
    /// <returns>What was done, in words; null when none ran.</returns>
    /// <exception cref="CliException">It does not end.</exception>
    public static async Task<string?> EndAsync(string stateDirectory, CancellationToken cancellation)
    {
        if (StateLock.Holder(stateDirectory) is not { } process)
        {
            return null;
        }

        Stopwatch waited = Stopwatch.StartNew();
        if (process == 0 || LibC.kill(process, LibC.SIGTERM) != 0)
        {
            throw new CliException($"a daemon is using {stateDirectory} and cannot be stopped from here: stop it first (systemctl stop meshnet)");
        }

        while (StateLock.Holder(stateDirectory) == process)
        {
            if (waited.Elapsed > Patience)
            {
                throw new CliException($"the daemon, process {process}, is still running {Patience.TotalSeconds:0} s after it was told to stop: stop it first");
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }

        return $"stopped the daemon, process {process}";
    }
}
