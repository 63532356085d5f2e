using System.CommandLine;
using MeshNet.Messages;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

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
