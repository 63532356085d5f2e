using System.Buffers.Binary;
using MeshNet.Actors.Transport;
using MeshNet.Node.Transport;

namespace MeshNet.Node.Tests.Transport;

public sealed class SocketPacketNetworkTests : IDisposable
{
    private readonly SocketPacketNetwork _here = new(Options());
    private readonly Inbox _inboxHere = new();
    private SocketPacketNetwork _there = new(Options());
    private readonly Inbox _inboxThere = new();

    public SocketPacketNetworkTests()
    {
        _here.Start(_inboxHere);
        _there.Start(_inboxThere);
    }

    [Fact]
    public void A_datagram_arrives_from_the_senders_own_port()
    {
        _here.SendDatagram(_there.LocalEndPoint, new byte[] { 1, 2, 3 });

        (PacketKind kind, IPEndPoint source, byte[] bytes) = _inboxThere.Next();

        Assert.Equal((PacketKind.Datagram, _here.LocalEndPoint), (kind, source));
        Assert.Equal([1, 2, 3], bytes);
    }

    [Fact]
    public void Messages_of_all_sizes_arrive_whole_and_in_order_over_one_connection()
    {
        int[] sizes = [1, 1500, 65_536, 200_000, 5_000_000, 7];
        foreach (int size in sizes)
        {
            _here.SendStream(_there.LocalEndPoint, Pattern(size));
        }

        foreach (int size in sizes)
        {
            (PacketKind kind, IPEndPoint source, byte[] bytes) = _inboxThere.Next();
            Assert.Equal(PacketKind.Stream, kind);
            Assert.Equal(IPAddress.Loopback, source.Address);
            Assert.True(Pattern(size).AsSpan().SequenceEqual(bytes), $"{size} bytes came as {bytes.Length} others");
        }

        Assert.Equal(1, _here.Status.ConnectionsOpen);
        Assert.Equal(1, _there.Status.ConnectionsOpen);
    }

    [Fact]
    public void The_largest_message_arrives()
    {
        byte[] largest = Pattern(IPacketNetwork.StreamBytesMax);
        _here.SendStream(_there.LocalEndPoint, largest);
        Assert.True(largest.AsSpan().SequenceEqual(_inboxThere.Next().Bytes));
    }

    [Fact]
    public async Task After_the_peers_restart_messages_arrive_again()
    {
        _here.SendStream(_there.LocalEndPoint, Pattern(10));
        _inboxThere.Next();
        IPEndPoint address = _there.LocalEndPoint;
        await _there.DisposeAsync();
        _there = new SocketPacketNetwork(Options() with { Listen = address });
        _there.Start(_inboxThere);

        _here.SendStream(address, Pattern(20));

        Assert.Equal(20, _inboxThere.Next().Bytes.Length);
    }

    [Fact]
    public async Task A_message_to_nobody_is_counted()
    {
        IPEndPoint address = _there.LocalEndPoint;
        await _there.DisposeAsync();
        _here.SendStream(address, Pattern(10));
        await Eventually(() => _here.Status.StreamsFailed == 1);
    }

    [Fact]
    public async Task An_idle_connection_is_closed()
    {
        await using SocketPacketNetwork impatient = new(Options() with { IdleTimeout = TimeSpan.FromMilliseconds(100) });
        impatient.Start(new Inbox());
        impatient.SendStream(_there.LocalEndPoint, Pattern(10));
        _inboxThere.Next();
        await Eventually(() => impatient.Status.ConnectionsOpen == 0 && _there.Status.ConnectionsOpen == 0);

        impatient.SendStream(_there.LocalEndPoint, Pattern(11));
        Assert.Equal(11, _inboxThere.Next().Bytes.Length);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(IPacketNetwork.StreamBytesMax + 1u)]
    [InlineData(uint.MaxValue)]
    public async Task A_length_out_of_range_cuts_the_connection(uint length)
    {
        using TcpClient client = new();
        await client.ConnectAsync(_there.LocalEndPoint);
        byte[] prefix = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(prefix, length);
        await client.GetStream().WriteAsync(prefix);

        await Eventually(() => _there.Status.ConnectionsCut == 1 && _there.Status.ConnectionsOpen == 0);
        Assert.True(_inboxThere.IsEmpty);
    }

    [Fact]
    public async Task A_sender_that_is_too_slow_is_cut()
    {
        await using SocketPacketNetwork strict = new(Options() with { MessageTimeout = TimeSpan.FromMilliseconds(200) });
        strict.Start(_inboxThere);
        using TcpClient client = new();
        await client.ConnectAsync(strict.LocalEndPoint);
        await client.GetStream().WriteAsync(new byte[] { 0, 0, 1, 0, 42 });

        await Eventually(() => strict.Status.ConnectionsCut == 1 && strict.Status.ConnectionsOpen == 0);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_refused()
    {
        await using SocketPacketNetwork narrow = new(Options() with { InboundPerAddressMax = 2 });
        narrow.Start(_inboxThere);
        List<TcpClient> clients = [];
        for (int i = 0; i < 5; i++)
        {
            TcpClient client = new();
            await client.ConnectAsync(narrow.LocalEndPoint);
            clients.Add(client);
        }

        await Eventually(() => narrow.Status.ConnectionsRefused == 3 && narrow.Status.ConnectionsOpen == 2);
        clients.ForEach(client => client.Dispose());
        await Eventually(() => narrow.Status.ConnectionsOpen == 0);
    }

    [Fact]
    public async Task Memory_for_what_arrives_is_bounded_as_a_whole()
    {
        await using SocketPacketNetwork poor = new(Options() with { InboundBytesMax = 300_000 });
        poor.Start(_inboxThere);
        _here.SendStream(poor.LocalEndPoint, Pattern(1_000_000));
        await Eventually(() => poor.Status.ConnectionsCut >= 1);
        Assert.True(_inboxThere.IsEmpty);

        _here.SendStream(poor.LocalEndPoint, Pattern(1000));
        Assert.Equal(1000, _inboxThere.Next().Bytes.Length);
    }

    [Fact]
    public async Task A_full_queue_to_a_peer_that_does_not_read_is_counted()
    {
        using TcpListener deaf = new(IPAddress.Loopback, 0);
        deaf.Start();
        await using SocketPacketNetwork small = new(Options() with { QueuedMessagesMax = 4 });
        small.Start(new Inbox());
        for (int i = 0; i < 20; i++)
        {
            small.SendStream((IPEndPoint)deaf.LocalEndpoint, Pattern(4_000_000));
        }

        await Eventually(() => small.Status.StreamsOverflowed is >= 10 and < 20);
    }

    [Fact]
    public void A_port_in_use_is_named_with_the_way_to_find_who_has_it()
    {
        PortException refused = Assert.Throws<PortException>(() => new SocketPacketNetwork(Options() with { Listen = _here.LocalEndPoint }));
        Assert.Contains($"port {_here.LocalEndPoint.Port} is in use", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ss -lpn", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_not_this_machines_is_named()
    {
        PortException refused = Assert.Throws<PortException>(
            () => new SocketPacketNetwork(Options() with { Listen = IPEndPoint.Parse("192.0.2.1:0") }));
        Assert.Contains("192.0.2.1 is not an address of this machine", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _here.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _there.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static PacketNetworkOptions Options() => new() { Listen = new IPEndPoint(IPAddress.Loopback, 0) };

    private static byte[] Pattern(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition(), "it did not come to pass within 10 s");
    }
}
