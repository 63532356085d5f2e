using System.Buffers.Binary;
using System.Threading.Channels;

namespace MeshNet.Node.Transport;

/// <summary>
/// The queue and the connection to one peer: connects for the first message, keeps the connection while messages come, ends when none has come
/// for a while. What cannot be delivered is dropped and counted; the protocols above repeat what matters.
/// </summary>
internal sealed class StreamSender(IPEndPoint peer, PacketNetworkOptions options, NetworkCounters counters, CancellationToken stop)
{
    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(options.QueuedMessagesMax) { SingleReader = true });

    private Socket? _connection;
    private long _queuedBytes;
    private volatile bool _ended;

    public IPEndPoint Peer => peer;

    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>False when this sender has ended: the message needs another.</summary>
    public bool TryEnqueue(ReadOnlyMemory<byte> packet, out bool isFull)
    {
        isFull = false;
        long bytes = Interlocked.Add(ref _queuedBytes, packet.Length);
        if (bytes <= options.QueuedBytesMax && _queue.Writer.TryWrite(packet))
        {
            return true;
        }

        Interlocked.Add(ref _queuedBytes, -packet.Length);
        isFull = !_ended;
        return isFull;
    }

    public async Task RunAsync()
    {
        try
        {
            while (await WaitAsync().ConfigureAwait(false))
            {
                while (_queue.Reader.TryRead(out ReadOnlyMemory<byte> packet))
                {
                    Interlocked.Add(ref _queuedBytes, -packet.Length);
                    await DeliverAsync(packet).ConfigureAwait(false);
                }
            }
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException)
        {
            // The message in hand is lost with the connection.
            counters.StreamsFailed(1);
        }
        finally
        {
            Close();
            End();
        }
    }

    /// <summary>False when nothing has come for the idle time, and nothing slipped in at the end of it.</summary>
    private async Task<bool> WaitAsync()
    {
        using CancellationTokenSource idle = CancellationTokenSource.CreateLinkedTokenSource(stop);
        idle.CancelAfter(options.IdleTimeout);
        try
        {
            return await _queue.Reader.WaitToReadAsync(idle.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ended = true;
            _queue.Writer.TryComplete();
            return !stop.IsCancellationRequested && _queue.Reader.TryPeek(out _);
        }
    }

    /// <summary>Sends on the connection at hand; one that the peer has closed meanwhile, by a restart, is replaced once.</summary>
    private async Task DeliverAsync(ReadOnlyMemory<byte> packet)
    {
        if (_connection is not null && !IsClosedByPeer(_connection))
        {
            try
            {
                await SendAsync(_connection, packet).ConfigureAwait(false);
                return;
            }
            catch (SocketException)
            {
                // Tried again below: the peer drops what it has had before.
            }
        }

        Close();
        _connection = await ConnectAsync().ConfigureAwait(false);
        await SendAsync(_connection, packet).ConfigureAwait(false);
    }

    private async Task<Socket> ConnectAsync()
    {
        Socket connection = new(peer.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(options.ConnectTimeout);
        try
        {
            await connection.ConnectAsync(peer, deadline.Token).ConfigureAwait(false);
            counters.Opened();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task SendAsync(Socket connection, ReadOnlyMemory<byte> packet)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(options.MessageTimeout);
        byte[] prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, packet.Length);
        await SendAllAsync(connection, prefix, deadline.Token).ConfigureAwait(false);
        await SendAllAsync(connection, packet, deadline.Token).ConfigureAwait(false);
    }

    private static async Task SendAllAsync(Socket connection, ReadOnlyMemory<byte> bytes, CancellationToken deadline)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await connection.SendAsync(bytes, deadline).ConfigureAwait(false)..];
        }
    }

    /// <summary>Nobody ever sends on an outgoing connection but its end.</summary>
    private static bool IsClosedByPeer(Socket connection) => connection.Poll(0, SelectMode.SelectRead);

    private void Close()
    {
        if (_connection is not null)
        {
            _connection.Dispose();
            _connection = null;
            counters.Closed();
        }
    }

    private void End()
    {
        _ended = true;
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out _))
        {
            counters.StreamsFailed(1);
        }
    }
}
