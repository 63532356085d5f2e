using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>Receives queries over UDP and answers them one by one; queries that wait for another server hold up nobody.</summary>
internal sealed class DatagramService(Socket socket, SandboxResolver resolver, NameCounters counters, CancellationToken stopping)
{
    /// <summary>Runs until the server stops or its socket fails.</summary>
    public async Task RunAsync()
    {
        byte[] message = new byte[DnsQuery.DatagramBytesMax];
        byte[] reply = new byte[DnsQuery.DatagramBytesMax];
        SocketAddress sender = new(AddressFamily.InterNetwork);
        while (true)
        {
            int length = await socket.ReceiveFromAsync(message, SocketFlags.None, sender, stopping).ConfigureAwait(false);
            switch (resolver.Answer(message.AsSpan(0, length), DnsTransport.Datagram, reply, out int replyBytes))
            {
                case QueryOutcome.Reply:
                    await SendAsync(reply.AsMemory(0, replyBytes), sender).ConfigureAwait(false);
                    break;
                case QueryOutcome.Forward:
                    _ = ForwardAsync(message[..length], Copy(sender));
                    break;
            }
        }
    }

    private async Task ForwardAsync(byte[] message, SocketAddress sender)
    {
        try
        {
            byte[] reply = await resolver.ForwardAsync(message, DnsTransport.Datagram).ConfigureAwait(false);
            await SendAsync(reply, sender).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The server is being closed: the asker asks again and reaches Docker's resolver.
            counters.Failed();
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> reply, SocketAddress receiver)
    {
        try
        {
            await socket.SendToAsync(reply, SocketFlags.None, receiver, stopping).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // A firewall in the container, or no memory in the kernel: this answer is lost, as any packet may be.
            counters.Failed();
        }
    }

    private static SocketAddress Copy(SocketAddress address)
    {
        SocketAddress copy = new(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
