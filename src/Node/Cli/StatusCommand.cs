using System.CommandLine;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet status</c>: how this host stands, and what is wrong with what to do about it.</summary>
public static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("status", "Show the state of this host, what is wrong, and how to fix it") { context.Json };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            StatusReport status = await daemon.GetAsync("/meshnet/status", ModelJson.Default.StatusReport, cancellation).ConfigureAwait(false);
            context.Show(parsed, status, ModelJson.Default.StatusReport, output => Print(output, status));
        }));
        return command;
    }

    private static void Print(TextWriter output, StatusReport status)
    {
        void Line(string label, string value) => output.WriteLine($"{label + ":",-12}{value}");

        Line("meshnet", status.Version);
        Line("state", status.State);
        if (status.NodeId.Length > 0)
        {
            Line("node", $"{status.Node} ({status.NodeId})");
            Line("cluster", status.ClusterId);
            Line("address", status.Address);
            Line("nodes", string.Create(CultureInfo.InvariantCulture, $"{status.NodesAlive} alive of {status.NodesKnown}"));
            Line("networks", status.Networks.ToString(CultureInfo.InvariantCulture));
            Line("endpoints", status.Endpoints.ToString(CultureInfo.InvariantCulture));
        }

        Line("docker", status.Docker);
        foreach (string problem in status.Problems)
        {
            Line("problem", problem);
        }

        foreach (string notice in status.Notices)
        {
            Line("notice", notice);
        }
    }
}
