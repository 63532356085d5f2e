using MeshNet.Linux.Processes;

namespace MeshNet.Linux.Tests.Processes;

public sealed class CommandTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(30);

    [Fact]
    public void Output_error_and_exit_code_are_given() =>
        Assert.Equal(
            new CommandResult(3, "out\n", "err\n"),
            Command.Run("sh", ["-c", "echo out; echo err >&2; exit 3"], Ample));

    [Fact]
    public void More_output_than_a_pipe_holds_does_not_block_it()
    {
        CommandResult result = Command.Run("sh", ["-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero"], Ample);
        Assert.Equal((300_000, 300_000), (result.Output.Length, result.Error.Length));
    }

    [Fact]
    public void A_program_that_does_not_end_is_killed()
    {
        TimeoutException failure = Assert.Throws<TimeoutException>(() => Command.Run("sleep", ["60"], TimeSpan.FromMilliseconds(50)));
        Assert.Equal("sleep 60: still running after 0.05 s; killed.", failure.Message);
    }
}
