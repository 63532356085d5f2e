using System.Diagnostics;

namespace MeshNet.Lab.Tests;

/// <summary>Runs programs: no stdin, both streams captured, a time limit.</summary>
public static class Command
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    public static async Task<CommandResult> Run(string program, IEnumerable<string> arguments, TimeSpan? timeout = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string text = string.Join(' ', start.ArgumentList.Prepend(Path.GetFileName(program)));
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"could not start {text}");
        process.StandardInput.Close();
        Task<string> stdout = process.StandardOutput.ReadToEndAsync();
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(timeout ?? DefaultTimeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{text}` still ran after {clock.Elapsed.TotalSeconds:0} s");
        }
        return new CommandResult(text, process.ExitCode, await stdout, await stderr, clock.Elapsed);
    }
}
