using System.CommandLine;
using System.Text;
using MeshNet.Node.Cli;
using MeshNet.Node.Tests.Storage;

namespace MeshNet.Node.Tests.Cli;

/// <summary>What the command line says when the daemon is not there, is not itself, or breaks off.</summary>
public sealed class DaemonClientTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string SocketPath => Path.Combine(_directory.Path, "cli.sock");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_a_daemon_it_says_how_to_start_one()
    {
        (int exit, string words) = await Run("status");

        Assert.Equal(1, exit);
        Assert.Equal(
            $"meshnet: the meshnet daemon is not running on this host, or is still starting (nobody listens at {SocketPath}): "
            + "start it with 'systemctl start meshnet', or with 'meshnet node' as root\n",
            words);
    }

    [Fact]
    public async Task A_socket_that_an_ended_daemon_left_says_the_same()
    {
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(SocketPath));
        }

        Assert.Contains("is not running", (await Run("status")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not running")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "broke off before it answered")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\nhello", "does not speak this meshnet's language")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "answered 500 without a reason")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"Error\":\"full\"}", "does not speak this meshnet's language")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"Error\":\"full\"}", "meshnet: full\n")]
    public async Task What_answers_otherwise_is_told_in_a_sentence(string answer, string says)
    {
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
        Task serving = ServeAsync(listener, answer);

        (int exit, string words) = await Run("status");
        await serving;

        Assert.Equal(1, exit);
        Assert.Contains(says, words, StringComparison.Ordinal);
        Assert.Single(words.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Interrupted_it_ends_as_shells_have_it()
    {
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
        using CancellationTokenSource interrupt = new();
        Task<(int Exit, string Words)> running = Run("status", interrupt.Token);
        using Socket connection = await listener.AcceptAsync();

        interrupt.Cancel();

        Assert.Equal((130, "meshnet: interrupted: 'meshnet status' shows what has come of it\n"), await running);
    }

    private static async Task ServeAsync(Socket listener, string answer)
    {
        using Socket connection = await listener.AcceptAsync();
        if (answer.Length == 0)
        {
            // The client tries once more, and finds nobody.
            listener.Dispose();
        }

        byte[] request = new byte[4096];
        await connection.ReceiveAsync(request);
        await connection.SendAsync(Encoding.ASCII.GetBytes(answer));
        connection.Shutdown(SocketShutdown.Both);
    }

    private async Task<(int Exit, string Words)> Run(string command, CancellationToken cancellation = default)
    {
        StringWriter error = new();
        InvocationConfiguration configuration = new() { Error = error, Output = TextWriter.Null };
        int exit = await CommandTree.Create().Parse([command, "--socket", SocketPath]).InvokeAsync(configuration, cancellation);
        return (exit, error.ToString());
    }
}
