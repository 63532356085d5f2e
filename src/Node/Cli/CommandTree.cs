using System.CommandLine;

namespace MeshNet.Node.Cli;

/// <summary>All that one can type after <c>meshnet</c>. The only file that knows the whole tree.</summary>
public static class CommandTree
{
    public static RootCommand Create()
    {
        CliContext context = new();
        Command node = NodeCommand.Create();
        node.Add(NodeListCommand.Create(context));
        node.Add(NodeRemoveCommand.Create(context));
        RootCommand root = new("MeshNet: one overlay network for many Docker hosts, without etcd, Consul or Swarm")
        {
            node,
            StatusCommand.Create(context),
            NetworkCommands.Create(context),
            EndpointCommands.Create(context),
            AddressSpaceCommand.Create(context),
            DoctorCommand.Create(context),
            ResetCommand.Create(),
        };
        root.Add(context.Socket);
        foreach (Command command in MeshCommands.Create(context))
        {
            root.Add(command);
        }

        return root;
    }
}
