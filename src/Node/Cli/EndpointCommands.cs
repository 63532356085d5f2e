using System.CommandLine;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet endpoint ls</c>.</summary>
public static class EndpointCommands
{
    public static Command Create(CliContext context)
    {
        Command list = new("ls", "List the containers on the mesh's networks, on all hosts") { context.Json };
        list.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            EndpointRow[] endpoints = await daemon.GetAsync("/meshnet/endpoints", ModelJson.Default.EndpointRowArray, cancellation).ConfigureAwait(false);
            context.Show(parsed, endpoints, ModelJson.Default.EndpointRowArray, output => Table.Print(
                output,
                ["NETWORK", "NAME", "ADDRESS", "MAC", "NODE", "CONTAINER", "HEALTH"],
                endpoints.Select(endpoint => new[]
                {
                    endpoint.Network,
                    endpoint.Name,
                    endpoint.Address,
                    endpoint.Mac,
                    endpoint.Node,
                    endpoint.Container.Length > 12 ? endpoint.Container[..12] : endpoint.Container,
                    endpoint.Health,
                })));
        }));
        return new Command("endpoint", "Show the containers on the mesh's networks") { list };
    }
}
