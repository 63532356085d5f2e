using System.CommandLine;
using System.Text.Json;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet network ls|inspect|create|rm</c>.</summary>
public static class NetworkCommands
{
    public static Command Create(CliContext context) => new("network", "Manage the networks of the mesh")
    {
        List(context),
        Inspect(context),
        Make(context),
        Remove(context),
    };

    private static Command List(CliContext context)
    {
        Command command = new("ls", "List the networks") { context.Json };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            NetworkRow[] networks = await daemon.GetAsync("/meshnet/networks", ModelJson.Default.NetworkRowArray, cancellation).ConfigureAwait(false);
            context.Show(parsed, networks, ModelJson.Default.NetworkRowArray, output => Table.Print(
                output,
                ["ID", "NAME", "SUBNET", "VNI", "ENDPOINTS", "STATE", "MADE ON"],
                networks.Select(network => new[]
                {
                    network.Id[..12],
                    network.Name,
                    network.Subnet,
                    network.Vni.ToString(CultureInfo.InvariantCulture),
                    network.Endpoints.ToString(CultureInfo.InvariantCulture),
                    network.Internal ? network.State + ", internal" : network.State,
                    network.CreatedOn,
                })));
        }));
        return command;
    }

    private static Command Inspect(CliContext context)
    {
        Argument<string> name = new("name");
        Command command = new("inspect", "Print a network in Docker's own JSON, with the containers of all hosts") { name };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            string path = $"/meshnet/networks/{Uri.EscapeDataString(parsed.GetValue(name)!)}";
            NetworkInspection[] found = await daemon.GetAsync(path, ModelJson.Default.NetworkInspectionArray, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(found, ModelJson.Default.NetworkInspectionArray));
        }));
        return command;
    }

    private static Command Make(CliContext context)
    {
        Argument<string> name = new("name");
        Option<string> subnet = new("--subnet") { Description = "IPv4 subnet in CIDR notation; default: one from the automatic pool", DefaultValueFactory = _ => "" };
        Option<bool> isInternal = new("--internal") { Description = "Containers cannot reach the outside" };
        Option<string[]> labels = new("--label") { Description = "key=value, repeatable", AllowMultipleArgumentsPerToken = false };
        Option<string[]> options = new("--opt", "-o") { Description = "key=value, repeatable", AllowMultipleArgumentsPerToken = false };
        Command command = new("create", "Create a network on all hosts") { name, subnet, isInternal, labels, options };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            NetworkRequest request = new(
                parsed.GetValue(name)!, parsed.GetValue(subnet)!, parsed.GetValue(isInternal), Pairs(parsed.GetValue(labels)), Pairs(parsed.GetValue(options)));
            Answer answer = await daemon.PostAsync("/meshnet/networks", request, RequestJson.Default.NetworkRequest, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }

    private static Command Remove(CliContext context)
    {
        Argument<string> name = new("name");
        Command command = new("rm", "Remove a network from all hosts; refused while it has endpoints") { name };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            Answer answer = await daemon.DeleteAsync($"/meshnet/networks/{Uri.EscapeDataString(parsed.GetValue(name)!)}", cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }

    private static ImmutableSortedDictionary<string, string> Pairs(string[]? texts)
    {
        ImmutableSortedDictionary<string, string>.Builder pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in texts ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            pairs[equals < 0 ? text : text[..equals]] = equals < 0 ? "" : text[(equals + 1)..];
        }

        return pairs.ToImmutable();
    }
}
