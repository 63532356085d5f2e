using System.CommandLine;
using Docker.DotNet;
using MeshNet.Node.Configuration;
using MeshNet.Node.Daemon;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.Doctor;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet doctor</c>: what is wrong with this host, each with the command that fixes it.</summary>
public static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("doctor", "Check this host and its paths to the others, and say how to fix what is wrong; exit code 1 if anything is");
        SettingsOptions settings = SettingsOptions.AddTo(command);
        command.SetAction(CliContext.Run(async (parsed, cancellation) =>
        {
            RootUser.Require("the doctor tests what the kernel can do", "doctor");
            MeshNetSettings used = settings.Load(parsed);
            using DaemonClient daemon = context.Connect(parsed);
            using DockerClient docker = EngineClient.Open(used.DockerSocket);
            EngineEdge engine = new(docker, TimeProvider.System);
            ImmutableArray<Diagnosis> all = await new Examination(used, daemon, engine).RunAsync(cancellation).ConfigureAwait(false);
            Print(parsed.InvocationConfiguration.Output, all);
            string[] ill = [.. all.Where(diagnosis => !diagnosis.IsWell).Select(diagnosis => diagnosis.Matter)];
            if (ill.Length > 0)
            {
                throw new CliException($"something is wrong with: {string.Join(", ", ill)}");
            }
        }));
        return command;
    }

    private static void Print(TextWriter output, ImmutableArray<Diagnosis> all)
    {
        foreach (Diagnosis diagnosis in all)
        {
            if (diagnosis.Findings.IsEmpty)
            {
                output.WriteLine($"ok      {diagnosis.Matter}: {diagnosis.Seen}");
            }

            foreach (Finding finding in diagnosis.Findings)
            {
                output.WriteLine($"{(finding.IsHarmless ? "note  " : "WRONG ")}  {diagnosis.Matter}: {finding.What}");
                output.WriteLine($"        fix: {finding.Mend}");
            }
        }
    }
}
