using System.CommandLine;
using Docker.DotNet;
using MeshNet.Linux.Overlay;
using MeshNet.Node.Configuration;
using MeshNet.Node.Daemon;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.GatewayBridge;
using MeshNet.Node.Reset;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet reset</c>: removes everything that MeshNet made on this host, and nothing else.</summary>
public static class ResetCommand
{
    public static Command Create()
    {
        Option<bool> force = new("--force") { Description = "Reset even a member of a mesh, and even while containers use its networks" };
        Command command = new("reset", "Remove everything that MeshNet made on this host, including its state and identity, and nothing else") { force };
        SettingsOptions settings = SettingsOptions.AddTo(command);
        command.SetAction(CliContext.Run((parsed, cancellation) => RunAsync(
            settings.Load(parsed), parsed.GetValue(force), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task RunAsync(MeshNetSettings settings, bool force, TextWriter output, CancellationToken cancellation)
    {
        RootUser.Require("reset removes kernel objects", "reset");
        using DockerClient docker = EngineClient.Open(settings.DockerSocket);
        EngineEdge engine = new(docker, TimeProvider.System);
        EngineNetworks networks = new(engine);
        if (!force && await ResetPermission.ObjectionAsync(settings, networks, cancellation).ConfigureAwait(false) is { } objection)
        {
            throw new CliException(objection);
        }

        if (await DaemonProcess.EndAsync(settings.StateDirectory, cancellation).ConfigureAwait(false) is { } ended)
        {
            output.WriteLine(ended);
        }

        ImmutableArray<string> failures = Print(output, await RemoveNetworksAsync(settings, engine, networks, cancellation).ConfigureAwait(false));
        using OverlayHost overlays = new(Linux.Namespaces.NetworkNamespace.OpenCurrent(), Path.Combine(settings.RunDirectory, "netns"));
        using GatewayHost egress = GatewayHost.OpenCurrent(settings.RunDirectory);
        ResetReport host = new HostReset(overlays, egress).Run(settings.RunDirectory, settings.PluginSocket, settings.StateDirectory);
        failures = failures.AddRange(Print(output, host));
        if (!failures.IsEmpty)
        {
            throw new CliException($"some things could not be removed ({string.Join("; ", failures)}): fix that, then run 'meshnet reset' again");
        }

        output.WriteLine("done: only MeshNet's program and its settings are left on this host");
    }

    private static async Task<ResetReport> RemoveNetworksAsync(
        MeshNetSettings settings, EngineEdge engine, EngineNetworks networks, CancellationToken cancellation)
    {
        AbsentPlugin plugin = await AbsentPlugin.StartAsync(settings, engine, cancellation).ConfigureAwait(false);
        await using (plugin.ConfigureAwait(false))
        {
            return await networks.RemoveAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static ImmutableArray<string> Print(TextWriter output, ResetReport report)
    {
        foreach (string line in report.Removed)
        {
            output.WriteLine(line);
        }

        return report.Failures;
    }
}
