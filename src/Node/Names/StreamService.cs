namespace MeshNet.Node.Names;

/// <summary>Takes queries by TCP: a bounded number of connections, the queries of each in their order.</summary>
internal sealed class StreamService(
    Socket listener, SandboxResolver resolver, NameServerSettings settings, NameCounters counters, CancellationToken stopping)
{
    /// <summary>How long after the host ran out of descriptors or memory the next connection is taken.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Places _connections = new(settings.ConnectionsPerSandboxMax);

    /// <summary>Runs until the server stops.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            try
            {
                Socket client = await listener.AcceptAsync(stopping).ConfigureAwait(false);
                _ = ServeAsync(client);
            }
            catch (SocketException exception) when (exception.SocketErrorCode != SocketError.OperationAborted)
            {
                counters.Failed();
                await Task.Delay(Pause, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        await using NetworkStream stream = new(client, ownsSocket: true);
        if (!_connections.TryEnter())
        {
            counters.Refused();
            return;
        }

        try
        {
            byte[] reply = new byte[ushort.MaxValue];
            while (await ReadAsync(stream).ConfigureAwait(false) is { } message)
            {
                QueryOutcome outcome = resolver.Answer(message, DnsTransport.Stream, reply, out int replyBytes);
                if (outcome == QueryOutcome.Silence)
                {
                    return;
                }

                ReadOnlyMemory<byte> answer = outcome == QueryOutcome.Reply
                    ? reply.AsMemory(0, replyBytes)
                    : await resolver.ForwardAsync(message, DnsTransport.Stream).ConfigureAwait(false);
                await DnsStream.WriteAsync(stream, answer, stopping).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The asker has gone, is silent for too long, or we stop: all that is left to do is to close the connection.
        }
        finally
        {
            _connections.Leave();
        }
    }

    private async Task<byte[]?> ReadAsync(NetworkStream stream)
    {
        using CancellationTokenSource idle = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        idle.CancelAfter(settings.ConnectionIdle);
        return await DnsStream.ReadAsync(stream, idle.Token).ConfigureAwait(false);
    }
}
