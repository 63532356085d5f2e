using System.Security.Cryptography;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>Many queries to one server over one connected UDP socket, told apart by ids of our own.</summary>
internal sealed class DatagramChannel : IDisposable
{
    /// <summary>Above what any server sends by UDP; a datagram that fills it counts as cut.</summary>
    private const int ReplyBytesMax = 8192;

    private readonly Socket _socket;
    private readonly Dictionary<ushort, Pending> _pending = [];
    private readonly Lock _lock = new();
    private bool _broken;

    /// <param name="socket">Connected; closed with the channel.</param>
    public DatagramChannel(Socket socket)
    {
        _socket = socket;
        _ = ReceiveAsync();
    }

    /// <summary>The server is gone; nothing will be answered.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_lock)
            {
                return _broken;
            }
        }
    }

    /// <summary>Returns the reply with the query's own id; null if the channel is broken.</summary>
    public async Task<byte[]?> AskAsync(byte[] query, CancellationToken cancellation)
    {
        byte[] message = [.. query];
        Pending pending = new(message, new(TaskCreationOptions.RunContinuationsAsynchronously));
        ushort id;
        lock (_lock)
        {
            if (_broken)
            {
                return null;
            }

            do
            {
                id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
            }
            while (!_pending.TryAdd(id, pending));
        }

        try
        {
            DnsHeader.WriteId(message, id);
            await _socket.SendAsync(message, SocketFlags.None, cancellation).ConfigureAwait(false);
            byte[]? reply = await pending.Reply.Task.WaitAsync(cancellation).ConfigureAwait(false);
            if (reply is not null)
            {
                query.AsSpan(0, sizeof(ushort)).CopyTo(reply);
            }

            return reply;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Break();
            return null;
        }
        finally
        {
            lock (_lock)
            {
                _pending.Remove(id);
            }
        }
    }

    public void Dispose() => Break();

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[ReplyBytesMax];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer, SocketFlags.None).ConfigureAwait(false);
                Take(buffer.AsSpan(0, length));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Connection refused is how the kernel says that the server has gone.
            Break();
        }
    }

    private void Take(ReadOnlySpan<byte> reply)
    {
        Pending? pending;
        lock (_lock)
        {
            if (!DnsHeader.TryRead(reply, out DnsHeader header) || !_pending.TryGetValue(header.Id, out pending))
            {
                return;
            }
        }

        if (DnsReply.Matches(pending.Message, reply, out _))
        {
            pending.Reply.TrySetResult(reply.Length < ReplyBytesMax ? reply.ToArray() : DnsReply.Cut(pending.Message, reply));
        }
    }

    private void Break()
    {
        Pending[] waiting;
        lock (_lock)
        {
            _broken = true;
            waiting = [.. _pending.Values];
        }

        _socket.Dispose();
        foreach (Pending pending in waiting)
        {
            pending.Reply.TrySetResult(null);
        }
    }

    private sealed record Pending(byte[] Message, TaskCompletionSource<byte[]?> Reply);
}
