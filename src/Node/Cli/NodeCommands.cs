using System.CommandLine;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet node ls</c>.</summary>
public static class NodeListCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("ls", "List the hosts of the mesh") { context.Json };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            NodeRow[] nodes = await daemon.GetAsync("/meshnet/nodes", ModelJson.Default.NodeRowArray, cancellation).ConfigureAwait(false);
            EpochRow epoch = await daemon.GetAsync("/meshnet/epoch", ModelJson.Default.EpochRow, cancellation).ConfigureAwait(false);
            context.Show(parsed, nodes, ModelJson.Default.NodeRowArray, output => Print(output, nodes, epoch));
        }));
        return command;
    }

    private static void Print(TextWriter output, NodeRow[] nodes, EpochRow epoch)
    {
        Table.Print(
            output,
            ["ID", "NAME", "STATUS", "VOTES", "ADDRESS", "VTEP", "ENDPOINTS", "VERSION"],
            nodes.Select(node => new[]
            {
                node.Id[..8] + (node.Self ? " *" : ""),
                node.Name,
                node.Status,
                node.Voter ? "yes" : "no",
                node.Address,
                node.Vtep,
                node.Endpoints.ToString(CultureInfo.InvariantCulture),
                node.Version,
            }));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}, {epoch.Voters} voters"));
        foreach (RemovalRow removal in epoch.Removals.Where(removal => !removal.Settled))
        {
            output.WriteLine(removal.Describe());
        }
    }
}

/// <summary><c>meshnet node rm</c>: takes hosts that are gone for good out of the mesh.</summary>
public static class NodeRemoveCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string[]> nodes = new("node") { Description = "Names or ids of the hosts", Arity = ArgumentArity.OneOrMore };
        Option<bool> assertOff = new("--assert-off")
        {
            Description = "You assert that they are off for good, so their addresses are reused without waiting. If one still runs, two containers may share an address",
        };
        Command command = new("rm", "Remove hosts that are gone for good; needs a majority of the voters") { nodes, assertOff };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            RemoveNodes request = new([.. parsed.GetValue(nodes)!], parsed.GetValue(assertOff));
            Answer answer = await daemon.PostAsync("/meshnet/nodes/remove", request, RequestJson.Default.RemoveNodes, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }
}
