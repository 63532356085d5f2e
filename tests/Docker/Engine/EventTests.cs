using MeshNet.Docker.Events;
using MeshNet.Docker.Http;
using MeshNet.Docker.Tests.Fakes;

namespace MeshNet.Docker.Tests.Engine;

public sealed class EventTests
{
    private const string Start =
        """{"status":"start","id":"c1","Type":"container","Action":"start","Actor":{"ID":"c1","Attributes":{"name":"web","meshnet.network":"demo"}},"scope":"local","time":1700000000,"timeNano":1700000000123456789}""";

    private const string Connect =
        """{"Type":"network","Action":"connect","Actor":{"ID":"n1","Attributes":{"container":"c1","name":"demo","type":"meshnet"}},"timeNano":1700000000223456789}""";

    [Fact]
    public async Task Events_arrive_however_the_bytes_are_cut()
    {
        var text = $"{Start}\n{Connect}\r\n\n";
        await using var daemon = new FakeDaemon(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            foreach (var part in text.Chunk(7))
                await stream.WriteAsync(FakeDaemon.Chunk(new string(part)), cancellationToken);

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        });
        using var engine = daemon.Engine();

        var events = await AllAsync(engine.EventsAsync());

        Assert.Equal(2, events.Count);
        Assert.Equal((DockerEventType.Container, DockerEventAction.Start, "c1", "c1"),
            (events[0].Type, events[0].Action, events[0].Actor.Id, events[0].ContainerId));
        Assert.Equal("demo", events[0].Actor.Attributes["meshnet.network"]);
        Assert.Equal(1700000000123456789, events[0].TimeNanoseconds);
        Assert.Equal(1234567, events[0].Time.Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal((DockerEventAction.Connect, "n1", "c1"), (events[1].Action, events[1].Actor.Id, events[1].ContainerId));
    }

    [Fact]
    public async Task An_event_is_delivered_before_the_next_one_comes()
    {
        await using var daemon = new FakeDaemon(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            await stream.WriteAsync(FakeDaemon.Chunk(Start + "\n"), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        using var engine = daemon.Engine();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var events = engine.EventsAsync(cancellationToken: cancel.Token).GetAsyncEnumerator(cancel.Token);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("c1", events.Current.Actor.Id);

        var next = events.MoveNextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Since_keeps_its_nanoseconds_and_filters_are_sent()
    {
        await using var daemon = FakeDaemon.Answering(200, "");
        using var engine = daemon.Engine();

        Assert.Empty(await AllAsync(engine.EventsAsync(DockerFilters.None.With("type", "network"), 1700000000000000042)));

        Assert.Equal("""GET /events?since=1700000000.000000042&filters={"type":["network"]}""", Assert.Single(daemon.Requests).Line);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_throws_so_that_the_caller_knows_that_events_may_be_missing()
    {
        await using var daemon = new FakeDaemon(async (_, stream, cancellationToken) =>
        {
            await stream.WriteAsync(FakeDaemon.ChunkedHead(), cancellationToken);
            await stream.WriteAsync(FakeDaemon.Chunk(Start + "\n"), cancellationToken);
            throw new IOException("the daemon dies");
        });
        using var engine = daemon.Engine();

        await Assert.ThrowsAsync<DockerUnavailableException>(() => AllAsync(engine.EventsAsync()));
    }

    [Theory]
    [InlineData("no json\n")]
    [InlineData("[]\n")]
    public async Task A_line_that_is_no_event_is_told_as_such(string line)
    {
        await using var daemon = FakeDaemon.Answering(200, line);
        using var engine = daemon.Engine();

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => AllAsync(engine.EventsAsync()));

        Assert.Contains("event stream", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_end_is_given_up_at_the_bound()
    {
        await using var daemon = FakeDaemon.Answering(200, new string(' ', EventLines.MaxLineBytes + 100_000));
        using var engine = daemon.Engine();

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => AllAsync(engine.EventsAsync()));

        Assert.Contains("longer than 1048576 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_subscription_is_the_daemons_refusal()
    {
        await using var daemon = FakeDaemon.Answering(400, """{"message":"invalid filter"}""");
        using var engine = daemon.Engine();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => AllAsync(engine.EventsAsync()));

        Assert.Equal("invalid filter", refusal.DaemonMessage);
    }

    private static async Task<List<DockerEvent>> AllAsync(IAsyncEnumerable<DockerEvent> events)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var all = new List<DockerEvent>();
        await foreach (var dockerEvent in events.WithCancellation(deadline.Token))
            all.Add(dockerEvent);

        return all;
    }
}
