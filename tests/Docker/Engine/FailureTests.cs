using System.Net;
using System.Net.Sockets;
using MeshNet.Docker.Tests.Fakes;

namespace MeshNet.Docker.Tests.Engine;

public sealed class FailureTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_refusal_carries_the_status_the_daemons_words_and_the_call()
    {
        await using var daemon = FakeDaemon.Answering(404, """{"message":"network demo not found"}""");
        using var engine = daemon.Engine();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => engine.InspectNetworkAsync("demo"));

        Assert.Equal((HttpStatusCode.NotFound, true, false), (refusal.Status, refusal.IsNotFound, refusal.IsConflict));
        Assert.Equal("network demo not found", refusal.DaemonMessage);
        Assert.Equal("Docker refused GET /networks/demo (404): network demo not found", refusal.Message);
    }

    [Theory]
    [InlineData("plain words\n", "plain words")]
    [InlineData("", "X")]
    [InlineData("null", "X")]
    public async Task A_refusal_without_json_is_told_in_the_words_that_there_are(string body, string words)
    {
        await using var daemon = FakeDaemon.Answering(500, body);
        using var engine = daemon.Engine();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => engine.PingAsync());

        Assert.Equal(words, refusal.DaemonMessage);
    }

    [Fact]
    public async Task A_missing_socket_is_named_together_with_what_to_do()
    {
        using var engine = new DockerEngine(new() { SocketPath = "/nonexistent/docker.sock" });

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => engine.PingAsync());

        Assert.Equal(
            "There is no Docker socket at /nonexistent/docker.sock: "
            + "start Docker (systemctl start docker) or give the right path with --docker-socket.",
            failure.Message);
        Assert.Equal("/nonexistent/docker.sock", failure.SocketPath);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_is_told_apart_from_a_missing_one()
    {
        var folder = Directory.CreateTempSubdirectory("mn-docker-").FullName;
        try
        {
            var path = Path.Combine(folder, "docker.sock");
            using var bound = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            bound.Bind(new UnixDomainSocketEndPoint(path));
            using var engine = new DockerEngine(new() { SocketPath = path });

            var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => engine.ListNetworksAsync());

            Assert.StartsWith($"No Docker daemon listens on {path}", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_inspect_that_waits_for_a_lock_ends_at_its_own_limit()
    {
        await using var daemon = new FakeDaemon((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        using var engine = daemon.Engine(new() { InspectTimeout = Soon });

        var failure = await Assert.ThrowsAsync<DockerTimeoutException>(() => engine.InspectContainerAsync("web"));

        Assert.Equal(("GET /containers/web/json", Soon), (failure.Call, failure.Limit));
        Assert.Contains("within 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_timeout()
    {
        await using var daemon = new FakeDaemon((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        using var engine = daemon.Engine();
        using var cancel = new CancellationTokenSource(Soon);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.VersionAsync(cancel.Token));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Version\":")]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    public async Task An_answer_that_breaks_off_or_is_no_http_means_unavailable(string answer)
    {
        await using var daemon = new FakeDaemon(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer), cancellationToken);
            throw new IOException("the daemon dies");
        });
        using var engine = daemon.Engine();

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => engine.VersionAsync());

        Assert.Contains(daemon.SocketPath, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Version\":7}")]
    [InlineData("{\"Version\":\"\\ud800\"}")]
    [InlineData("<html>")]
    public async Task An_answer_that_is_not_dockers_is_told_as_such(string body)
    {
        await using var daemon = FakeDaemon.Answering(200, body);
        using var engine = daemon.Engine();

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => engine.VersionAsync());

        Assert.Contains("GET /version", failure.Message, StringComparison.Ordinal);
    }
}
