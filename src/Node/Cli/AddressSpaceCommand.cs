using System.CommandLine;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet address-space [NETWORK]</c>: who owns which block.</summary>
public static class AddressSpaceCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> network = new("network") { Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        Command command = new("address-space", "Show which host owns which addresses of a network, or of the automatic pool") { network, context.Json };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            string path = $"/meshnet/address-space?network={Uri.EscapeDataString(parsed.GetValue(network)!)}";
            BlockRow[] blocks = await daemon.GetAsync(path, ModelJson.Default.BlockRowArray, cancellation).ConfigureAwait(false);
            context.Show(parsed, blocks, ModelJson.Default.BlockRowArray, output => Table.Print(
                output,
                ["BLOCK", "NODE", "ADDRESSES", "USED", "VERSION"],
                blocks.Select(block => new[]
                {
                    block.Block,
                    block.Node,
                    block.Addresses.ToString(CultureInfo.InvariantCulture),
                    block.Used.ToString(CultureInfo.InvariantCulture),
                    block.Version.ToString(CultureInfo.InvariantCulture),
                })));
        }));
        return command;
    }
}
