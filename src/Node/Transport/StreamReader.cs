using System.Buffers;
using System.Buffers.Binary;
using MeshNet.Actors.Transport;

namespace MeshNet.Node.Transport;

/// <summary>
/// Reads one inbound connection: a length of four bytes, big-endian, and that many bytes, again and again. Memory grows with what has arrived, not with
/// what the length promises.
/// </summary>
internal sealed class StreamReader(
    Socket connection, IPEndPoint source, PacketNetworkOptions options, InboundBudget budget, NetworkCounters counters)
{
    private const int FirstBufferBytes = 64 * 1024;

    /// <summary>The sender ends an idle connection; this side only does it when the sender is gone without a word.</summary>
    private TimeSpan IdleTimeout => options.IdleTimeout * 2;

    public async Task RunAsync(IPacketHandler handler, CancellationToken stop)
    {
        using (connection)
        {
            try
            {
                while (await ReadMessageAsync(handler, stop).ConfigureAwait(false))
                {
                }
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                counters.ConnectionCut();
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer closed or vanished, or the daemon stops: what had arrived whole was delivered.
            }
        }
    }

    /// <summary>False when the connection is at its end or has to end.</summary>
    private async Task<bool> ReadMessageAsync(IPacketHandler handler, CancellationToken stop)
    {
        byte[] prefix = new byte[4];
        int first = await WithinAsync(IdleTimeout, token => connection.ReceiveAsync(prefix, token), stop).ConfigureAwait(false);
        if (first == 0)
        {
            return false;
        }

        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(options.MessageTimeout);
        if (!await FillAsync(prefix.AsMemory(first), deadline.Token).ConfigureAwait(false))
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length is 0 or > IPacketNetwork.StreamBytesMax)
        {
            counters.ConnectionCut();
            return false;
        }

        return await ReadBodyAsync((int)length, handler, deadline.Token).ConfigureAwait(false);
    }

    private async Task<bool> ReadBodyAsync(int length, IPacketHandler handler, CancellationToken deadline)
    {
        byte[] buffer = [];
        int have = 0;
        try
        {
            while (have < length)
            {
                if (have == buffer.Length && !TryGrow(ref buffer, have, length))
                {
                    counters.ConnectionCut();
                    return false;
                }

                int room = Math.Min(buffer.Length, length) - have;
                int read = await connection.ReceiveAsync(buffer.AsMemory(have, room), deadline).ConfigureAwait(false);
                if (read == 0)
                {
                    return false;
                }

                have += read;
            }

            handler.Receive(PacketKind.Stream, source, buffer.AsSpan(0, length));
            return true;
        }
        finally
        {
            Release(buffer);
        }
    }

    private bool TryGrow(ref byte[] buffer, int have, int length)
    {
        int wanted = Math.Min(length, Math.Max(FirstBufferBytes, buffer.Length * 2));
        byte[] larger = ArrayPool<byte>.Shared.Rent(wanted);
        if (!budget.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        buffer.AsSpan(0, have).CopyTo(larger);
        Release(buffer);
        buffer = larger;
        return true;
    }

    private void Release(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            budget.Return(buffer.Length);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<bool> FillAsync(Memory<byte> memory, CancellationToken deadline)
    {
        while (memory.Length > 0)
        {
            int read = await connection.ReceiveAsync(memory, deadline).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            memory = memory[read..];
        }

        return true;
    }

    /// <summary>An idle connection is not cut but closed: 0 bytes, as if the peer had ended it.</summary>
    private static async Task<int> WithinAsync(TimeSpan time, Func<CancellationToken, ValueTask<int>> read, CancellationToken stop)
    {
        using CancellationTokenSource idle = CancellationTokenSource.CreateLinkedTokenSource(stop);
        idle.CancelAfter(time);
        try
        {
            return await read(idle.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return 0;
        }
    }
}
