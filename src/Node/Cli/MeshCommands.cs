using System.CommandLine;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet init</c>, <c>join</c>, <c>leave</c>, <c>token</c>: this host's place in a mesh.</summary>
public static class MeshCommands
{
    public static IEnumerable<Command> Create(CliContext context) => [Init(context), Join(context), Leave(context), Token(context)];

    private static Option<string> Advertise() => new("--advertise")
    {
        Description = "The address at which other hosts reach this one; default: the source address of the default route",
        DefaultValueFactory = _ => "",
    };

    private static Command Init(CliContext context)
    {
        Option<string> advertise = Advertise();
        Command command = new("init", "Create a new mesh on this host and print the command for the other hosts") { advertise };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            InitRequest request = new(parsed.GetValue(advertise)!);
            Answer answer = await daemon.PostAsync("/meshnet/init", request, RequestJson.Default.InitRequest, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }

    private static Command Join(CliContext context)
    {
        Option<string> advertise = Advertise();
        Option<string> token = new("--token") { Description = "The mesh's token, from 'meshnet init' or 'meshnet token'", Required = true };
        Option<string> replace = new("--replace")
        {
            Description = "What this machine was called in the mesh before it was reinstalled: that member is removed, as with 'node rm --assert-off'",
            DefaultValueFactory = _ => "",
        };
        Argument<string> address = new("address") { Description = "The address of any host of the mesh" };
        Command command = new("join", "Join the mesh of another host") { token, advertise, replace, address };
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            JoinCommand request = new(parsed.GetValue(token)!, parsed.GetValue(address)!, parsed.GetValue(advertise)!, parsed.GetValue(replace)!);
            Answer answer = await daemon.PostAsync("/meshnet/join", request, RequestJson.Default.JoinCommand, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }

    private static Command Leave(CliContext context)
    {
        Command command = new("leave", "Take this host out of its mesh; refused while its containers use the mesh's networks");
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            Answer answer = await daemon.PostAsync("/meshnet/leave", cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }

    private static Command Token(CliContext context)
    {
        Command command = new("token", "Print the command that adds another host");
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            using DaemonClient daemon = context.Connect(parsed);
            Answer answer = await daemon.GetAsync("/meshnet/token", ModelJson.Default.Answer, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(answer.Message);
        }));
        return command;
    }
}
