namespace MeshNet.Lab.Tests;

/// <summary>What a command printed and how it ended.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Stdout, string Stderr, TimeSpan Took)
{
    public bool Ok => ExitCode == 0;

    /// <summary>What it printed, trimmed. Fails the test, with everything it said, unless the command succeeded.</summary>
    public string Output
    {
        get
        {
            Assert.True(Ok, $"expected to succeed: {this}");
            return Stdout.Trim();
        }
    }

    /// <summary>Fails the test, with everything it said, unless the command failed and its error holds all of these.</summary>
    public void Complains(params string[] about)
    {
        Assert.False(Ok, $"expected to fail: {this}");
        Assert.All(about, part => Assert.True(Stderr.Contains(part, StringComparison.Ordinal), $"expected '{part}' in the error: {this}"));
    }

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override string ToString() =>
        $"`{Command}` ended with {ExitCode} after {Took.TotalSeconds:0.00} s\nstdout: {Stdout}\nstderr: {Stderr}";
}
