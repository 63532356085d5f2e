using MeshNet.Actors.DockerEvents;
using MeshNet.Node.DockerEvents;

namespace MeshNet.Node.Tests.DockerEvents;

public sealed class EngineStreamTests
{
    private const string Start =
        """{"status":"start","id":"c1","Type":"container","Action":"start","Actor":{"ID":"c1","Attributes":{"name":"web"}},"""
        + """ "scope":"local","time":1700000000,"timeNano":1700000000123456789}""";

    private const string Connect =
        """{"Type":"network","Action":"connect","timeNano":1700000000223456789,"""
        + """ "Actor":{"ID":"n1","Attributes":{"container":"c1","name":"demo","type":"meshnet"}}}""";

    private static readonly EngineEvent Started = new(EngineEventKind.ContainerStarted, "", "", "c1", 1700000000123456789);
    private static readonly EngineEvent Connected = new(EngineEventKind.NetworkConnected, "n1", "meshnet", "c1", 1700000000223456789);

    [Fact]
    public async Task Events_arrive_in_order_however_the_bytes_are_cut()
    {
        string text = $"{Start}\n{Connect}\r\n\n";
        await using FakeDaemon daemon = new(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            foreach (char[] part in text.Chunk(7))
            {
                await stream.WriteAsync(FakeDaemon.Chunk(new string(part)), cancellationToken);
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        });

        (List<EngineEvent> events, EngineException end) = await WatchAsync(daemon.Engine(), null);

        Assert.Equal([Started, Connected], events);
        Assert.Equal((EngineFault.Unreachable, "the engine closed its event stream"), (end.Fault, end.Message));
    }

    [Fact]
    public async Task An_event_is_delivered_before_the_next_one_comes()
    {
        await using FakeDaemon daemon = new(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            await stream.WriteAsync(FakeDaemon.Chunk(Start + "\n"), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        using CancellationTokenSource cancel = new();
        TaskCompletionSource<EngineEvent> first = new();

        Task watch = daemon.Engine().WatchAsync(null, happened => first.TrySetResult(happened), cancel.Token);

        Assert.Equal(Started, await first.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    /// <summary>The engine's own way: what it still has from the moment on, and then its end or its death.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_ends_or_breaks_goes_on_where_it_stopped(bool breaks)
    {
        string[] happened = [.. Enumerable.Range(1, 9).Select(at => Start.Replace("123456789", $"00000000{at}", StringComparison.Ordinal))];
        await using FakeDaemon daemon = new(async (request, stream, cancellationToken) =>
        {
            long since = long.Parse(request.Target.Split("since=")[1].Split('&')[0].Split('.')[1], CultureInfo.InvariantCulture);
            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            foreach (string one in happened.Where((_, index) => index + 1 >= since).Take(3))
            {
                await stream.WriteAsync(FakeDaemon.Chunk(one + "\n"), cancellationToken);
            }

            if (breaks)
            {
                throw new IOException("the daemon dies");
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        });
        EngineEdge engine = daemon.Engine();
        List<long> heard = [];
        for (long since = 1700000000000000001L; heard.Count < 9; since = heard[^1] + 1)
        {
            (List<EngineEvent> events, EngineException end) = await WatchAsync(engine, since);
            Assert.Equal(EngineFault.Unreachable, end.Fault);
            heard.AddRange(events.Select(one => one.TimeNanoseconds));
        }

        Assert.Equal(Enumerable.Range(1, 9).Select(at => 1700000000000000000L + at), heard);
    }

    [Fact]
    public async Task Since_keeps_its_nanoseconds_and_filters_are_sent()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, "");

        (List<EngineEvent> events, _) = await WatchAsync(daemon.Engine(), 1700000000000000042);

        Assert.Empty(events);
        Assert.Equal(
            """GET /events?since=1700000000.000000042&filters={"type":{"container":true,"network":true}}""",
            Assert.Single(daemon.Requests).Line);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"Type":null,"Action":null,"Actor":null}""")]
    [InlineData("""{"Type":"container","Action":"levitate","Actor":{"ID":"c1","Attributes":null}}""")]
    [InlineData("""{"Type":"plugin","Action":"enable","Actor":{"ID":"p1","Attributes":{"a":null}},"New":[1]}""")]
    public async Task Events_that_nobody_knows_are_passed_over(string line)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, $"{line}\n{Connect}\n");

        (List<EngineEvent> events, _) = await WatchAsync(daemon.Engine(), null);

        Assert.Equal([Connected], events);
    }

    [Fact]
    public async Task A_containers_event_without_its_attributes_is_heard()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(
            200, """{"Type":"network","Action":"destroy","Actor":{"ID":"n1","Attributes":null}}""");

        (List<EngineEvent> events, _) = await WatchAsync(daemon.Engine(), null);

        Assert.Equal([new(EngineEventKind.NetworkDestroyed, "n1", "", "", 0)], events);
    }

    [Theory]
    [InlineData("no json\n")]
    [InlineData("[]\n")]
    public async Task A_line_that_is_no_event_is_told_as_such(string line)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, line);

        (_, EngineException end) = await WatchAsync(daemon.Engine(), null);

        Assert.StartsWith("the answer is not the Docker Engine's", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_leaves_the_other_calls_their_connection()
    {
        await using FakeDaemon daemon = new(async (request, stream, cancellationToken) =>
        {
            if (request.Target == "/networks")
            {
                await stream.WriteAsync(FakeDaemon.Response(200, "[]"), cancellationToken);
                return;
            }

            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            await stream.WriteAsync(FakeDaemon.Chunk(Start + "\n"), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        using CancellationTokenSource cancel = new();
        TaskCompletionSource<EngineEvent> first = new();
        EngineEdge engine = daemon.Engine();
        Task watch = engine.WatchAsync(null, happened => first.TrySetResult(happened), cancel.Token);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(10));

        for (int call = 0; call < 20; call++)
        {
            await engine.ListNetworksAsync(default);
        }

        Assert.Equal(2, daemon.Connections);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch);
    }

    /// <summary>Watches until the stream is over, and returns what came and why it ended.</summary>
    private static async Task<(List<EngineEvent> Events, EngineException End)> WatchAsync(EngineEdge engine, long? since)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(10));
        List<EngineEvent> events = [];
        EngineException end = await Assert.ThrowsAsync<EngineException>(() => engine.WatchAsync(since, events.Add, deadline.Token));
        return (events, end);
    }
}
