using MeshNet.Actors.Names;
using MeshNet.Node.Names;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Tests.Names;

/// <summary>Sandboxes that come late, never, or ask for too much.</summary>
public sealed class SandboxBoundsTests : IDisposable
{
    private readonly TestSandbox _sandbox = new(appears: false);

    public void Dispose() => _sandbox.Dispose();

    [PrivilegedFact]
    public async Task A_sandbox_that_appears_later_is_served_from_then_on()
    {
        await using NameServers servers = new(new NameServerSettings());
        Task<INameServer> start = servers.StartAsync(Place(), TestTables.Demo(), default);
        Assert.False(start.IsCompleted);

        _sandbox.Appear();
        await start.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(["10.50.0.5"], _sandbox.Dig("web"));
    }

    [PrivilegedFact]
    public async Task A_sandbox_that_never_appears_is_given_up()
    {
        await using NameServers servers = new(new NameServerSettings { SandboxAppears = TimeSpan.FromMilliseconds(50) });

        SandboxGoneException exception = await Assert.ThrowsAsync<SandboxGoneException>(
            () => servers.StartAsync(Place(), TestTables.Demo(), default));

        Assert.Contains(_sandbox.Path, exception.Message, StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public async Task Waiting_for_a_sandbox_can_be_given_up()
    {
        await using NameServers servers = new(new NameServerSettings());
        using CancellationTokenSource cancellation = new();
        Task<INameServer> start = servers.StartAsync(Place(), TestTables.Demo(), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [PrivilegedFact]
    public async Task The_server_of_a_sandbox_that_has_gone_ends_by_itself()
    {
        _sandbox.Appear();
        await using NameServers servers = new(new NameServerSettings { AliveInterval = TimeSpan.FromMilliseconds(300) });
        INameServer server = await servers.StartAsync(Place(), TestTables.Demo(), default);

        _sandbox.Disappear();

        await server.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [PrivilegedFact]
    public async Task The_host_s_own_namespace_is_not_touched()
    {
        await using NameServers servers = new(new NameServerSettings());

        IOException exception = await Assert.ThrowsAsync<IOException>(
            () => servers.StartAsync(new NameSandbox("/proc/self/ns/net", true, null), TestTables.Demo(), default));

        Assert.Contains("host's own", exception.Message, StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public async Task Queries_over_the_bound_are_refused_and_counted()
    {
        _sandbox.Appear();
        FakeResolver engine = _sandbox.AddEngineResolver([]);
        engine.Silent = true;
        await using NameServers servers = new(new NameServerSettings { ForwardsPerSandboxMax = 8 });
        await servers.StartAsync(Place(), TestTables.Demo(@internal: true), default);

        using Socket asker = _sandbox.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram);
        await asker.ConnectAsync(IPAddress.Parse("127.0.0.11"), 53);
        for (ushort id = 0; id < 10; id++)
        {
            await asker.SendAsync(Query("example.org", id));
        }

        byte[] reply = new byte[512];
        for (int i = 0; i < 2; i++)
        {
            using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(10));
            int length = await asker.ReceiveAsync(reply, deadline.Token);
            Assert.True(DnsHeader.TryRead(reply.AsSpan(0, length), out DnsHeader header));
            Assert.Equal(DnsResponseCode.Refused, header.ResponseCode);
        }

        Assert.Equal(2, servers.Counts.Refused);
        Assert.True(Eventually.Holds(() => engine.Asked.Count == 8));
    }

    [PrivilegedFact]
    public async Task What_nobody_answers_fails_after_the_time_limit()
    {
        _sandbox.Appear();
        _sandbox.AddEngineResolver([]).Silent = true;
        await using NameServers servers = new(new NameServerSettings { ForwardTimeout = TimeSpan.FromMilliseconds(100) });
        await servers.StartAsync(Place(), TestTables.Demo(), default);

        Assert.Equal("SERVFAIL 0", _sandbox.DigStatus("example.org"));
        Assert.Equal(1, servers.Counts.Failed);
    }

    [PrivilegedFact]
    public async Task Connections_over_the_bound_are_closed_and_idle_ones_too()
    {
        _sandbox.Appear();
        await using NameServers servers = new(new NameServerSettings
        {
            ConnectionsPerSandboxMax = 1,
            ConnectionIdle = TimeSpan.FromMilliseconds(300),
        });
        await servers.StartAsync(Place() with { EngineResolver = false }, TestTables.Demo(), default);
        using Socket first = await ConnectAsync();
        // An answered query shows that the first has been taken.
        await using NetworkStream stream = new(first);
        await DnsStream.WriteAsync(stream, Query("web", 1), default);
        Assert.NotNull(await DnsStream.ReadAsync(stream, default));
        using Socket second = await ConnectAsync();

        Assert.Equal(0, await second.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, servers.Counts.Refused);
        Assert.Null(await DnsStream.ReadAsync(stream, default).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private NameSandbox Place() => new(_sandbox.Path, EngineResolver: true, ResolverFile: null);

    private async Task<Socket> ConnectAsync()
    {
        Socket socket = _sandbox.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream);
        await socket.ConnectAsync(IPAddress.Parse("127.0.0.11"), 53);
        return socket;
    }

    private static byte[] Query(string name, ushort id)
    {
        byte[] message = new byte[300];
        new DnsHeader(id, DnsHeader.RecursionDesiredFlag, 1, 0, 0, 0).Write(message);
        Assert.True(DnsName.TryWrite(name, message.AsSpan(DnsHeader.Bytes), out int nameBytes));
        int end = DnsHeader.Bytes + nameBytes + 4;
        message[end - 3] = (byte)DnsType.A;
        message[end - 1] = (byte)DnsClass.Internet;
        return message[..end];
    }
}
