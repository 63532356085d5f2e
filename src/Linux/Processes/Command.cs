using System.ComponentModel;
using System.Diagnostics;

namespace MeshNet.Linux.Processes;

/// <summary>Runs a program to its end, without a shell.</summary>
public static class Command
{
    /// <summary>Runs <paramref name="program"/>, found on the PATH, and gives what it printed, whatever its exit code.</summary>
    /// <exception cref="IOException">There is no such program.</exception>
    /// <exception cref="TimeoutException">It did not end in time; it has been killed.</exception>
    public static CommandResult Run(string program, IEnumerable<string> arguments, TimeSpan timeout)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        process.StandardInput.Close();
        // Both streams are read at the same time: a program that fills the pipe nobody reads would never end.
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} {string.Join(' ', start.ArgumentList)}: still running after {timeout.TotalSeconds} s; killed.");
        }
        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"start {start.FileName}: {exception.Message}. Is its package installed?", exception);
        }
    }
}

/// <summary>How a command ended and what it printed.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public bool IsSuccess => ExitCode == 0;
}
