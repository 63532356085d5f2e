using System.Diagnostics;

namespace MeshNet.Deterministic.Tests;

public sealed class OneSeedOneHistoryTests
{
    [Fact]
    public async Task In_four_processes_children_stop_in_the_same_order_and_the_hash_is_the_same()
    {
        string[] told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PlayElsewhereAsync(seed: 7)));
        Assert.Equal(Enumerable.Repeat(History.Play(7), 4), told);
    }

    /// <summary>Akka numbers some actors of its own throughout the process.</summary>
    [Fact]
    public void It_does_not_matter_what_the_process_did_before() => Assert.Equal(History.Play(7), History.Play(7));

    [Fact]
    public void Another_seed_is_another_history() => Assert.NotEqual(History.Play(7), History.Play(8));

    private static async Task<string> PlayElsewhereAsync(ulong seed)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(History).Assembly.Location, $"{seed}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return told.TrimEnd();
    }
}
