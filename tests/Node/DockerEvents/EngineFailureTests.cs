using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using MeshNet.Actors.DockerEvents;
using MeshNet.Node.DockerEvents;

namespace MeshNet.Node.Tests.DockerEvents;

public sealed class EngineFailureTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    public static TheoryData<Func<EngineEdge, Task>> Calls =>
    [
        engine => engine.DescribeAsync(default),
        engine => engine.ListContainersAsync(default),
        engine => engine.FindContainerAsync("c1", default),
        engine => engine.FindContainerNamedAsync("web", default),
        engine => engine.InspectContainerAsync("c1", default),
        engine => engine.StartContainerAsync("c1", default),
        engine => engine.ListNetworksAsync(default),
        engine => engine.InspectNetworkAsync("n1", default),
        engine => engine.CreateNetworkAsync(new NetworksCreateParameters { Name = "demo" }, default),
        engine => engine.RemoveNetworkAsync("n1", default),
        engine => engine.DisconnectAsync("n1", "c1", default),
        engine => engine.WatchAsync(null, _ => { }, default),
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_refusal_is_told_in_the_engines_own_words(Func<EngineEdge, Task> call)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(409, """{"message":"network with name demo already exists"}""");

        EngineException refusal = await Assert.ThrowsAsync<EngineException>(() => call(daemon.Engine()));

        Assert.Equal((EngineFault.Refused, "network with name demo already exists"), (refusal.Fault, refusal.Message));
    }

    [Theory]
    [InlineData("plain words\n", "plain words")]
    [InlineData("", "the engine answered 500 InternalServerError without a reason")]
    [InlineData("null", "the engine answered 500 InternalServerError without a reason")]
    [InlineData("""{"message":null}""", "the engine answered 500 InternalServerError without a reason")]
    public async Task A_refusal_without_json_is_told_in_the_words_that_there_are(string body, string words)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(500, body);

        EngineException refusal = await Assert.ThrowsAsync<EngineException>(() => daemon.Engine().DescribeAsync(default));

        Assert.Equal(words, refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_missing_socket_is_named_together_with_what_to_do(Func<EngineEdge, Task> call)
    {
        using DockerClient client = EngineClient.Open("/nonexistent/docker.sock");

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => call(new(client, TimeProvider.System)));

        Assert.Equal(EngineFault.Unreachable, failure.Fault);
        Assert.Equal(
            "not reachable at /nonexistent/docker.sock: there is no such socket; "
            + "start Docker (systemctl start docker) or give the right path with --docker-socket",
            failure.Message);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_is_told_apart_from_a_missing_one()
    {
        string folder = Directory.CreateTempSubdirectory("mn-docker-").FullName;
        try
        {
            string path = Path.Combine(folder, "docker.sock");
            using Socket bound = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            bound.Bind(new UnixDomainSocketEndPoint(path));
            using DockerClient client = EngineClient.Open(path);

            EngineException failure = await Assert.ThrowsAsync<EngineException>(() =>
                new EngineEdge(client, TimeProvider.System).ListNetworksAsync(default));

            Assert.StartsWith($"not reachable at {path}: no Docker daemon listens there", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_without_an_answer_ends_at_its_limit(Func<EngineEdge, Task> call)
    {
        await using FakeDaemon daemon = new((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        EngineEdge engine = daemon.Engine(new() { Read = Soon, Inspect = Soon, Change = Soon });

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => call(engine));

        Assert.Equal(EngineFault.TimedOut, failure.Fault);
        Assert.Contains("within 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_answer_ends_at_the_limit_too()
    {
        await using FakeDaemon daemon = new(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n["u8.ToArray(), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() =>
            daemon.Engine(new() { Read = Soon }).ListContainersAsync(default));

        Assert.Equal(EngineFault.TimedOut, failure.Fault);
    }

    [Fact]
    public async Task An_inspect_that_waits_for_a_lock_ends_at_its_own_limit()
    {
        await using FakeDaemon daemon = new((_, _, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() =>
            daemon.Engine(new() { Inspect = Soon }).InspectContainerAsync("web", default));

        Assert.StartsWith("Docker did not answer GET /containers/web/json within 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_timeout()
    {
        using CancellationTokenSource cancel = new();
        await using FakeDaemon daemon = new(async (_, _, cancellationToken) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => daemon.Engine().DescribeAsync(cancel.Token));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Version\":")]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    public async Task An_answer_that_breaks_off_or_is_no_http_means_unreachable(string answer)
    {
        await using FakeDaemon daemon = new(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken);
            throw new IOException("the daemon dies");
        });

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => daemon.Engine().DescribeAsync(default));

        Assert.Equal(EngineFault.Unreachable, failure.Fault);
        Assert.Contains(daemon.SocketPath, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"Name\":7}")]
    [InlineData("{\"Name\":\"\\ud800\"}")]
    [InlineData("<html>")]
    [InlineData("{\"Created\":null}")]
    public async Task An_answer_that_is_not_dockers_is_told_as_such(string body)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, body);

        EngineException failure = await Assert.ThrowsAsync<EngineException>(() => daemon.Engine().InspectNetworkAsync("n1", default));

        Assert.Equal(EngineFault.Unreachable, failure.Fault);
        Assert.StartsWith("the answer is not the Docker Engine's", failure.Message, StringComparison.Ordinal);
    }
}
