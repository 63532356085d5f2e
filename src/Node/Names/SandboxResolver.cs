using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>
/// Answers the queries of one sandbox: the mesh's names from the table at once, other names from Docker's resolver where there is
/// one, and from the outside's servers where there is none or it fails (from Docker 26 on it does not ask the outside for a container
/// whose gateway it has not made).
/// </summary>
internal sealed class SandboxResolver(
    NameServerSettings settings, NameCounters counters, NameTable table, IForwarder? engine, IForwarder upstreams,
    CancellationToken stopping)
{
    private readonly Places _forwards = new(settings.ForwardsPerSandboxMax);
    private volatile NameTable _table = table;
    private uint _rotation;

    public void Publish(NameTable table) => _table = table;

    /// <summary>Answers without waiting.</summary>
    /// <param name="reply">At least <see cref="DnsQuery.DatagramBytesMax"/> bytes.</param>
    public QueryOutcome Answer(ReadOnlySpan<byte> message, DnsTransport transport, Span<byte> reply, out int replyBytes)
    {
        replyBytes = 0;
        DnsQueryStatus status = DnsQuery.Read(message, out DnsQuery query);
        if (status == DnsQueryStatus.Ignored)
        {
            return QueryOutcome.Silence;
        }

        counters.Query();
        if (status != DnsQueryStatus.Valid || query.Edns is { Version: > 0 })
        {
            DnsResponseCode code = status switch
            {
                DnsQueryStatus.FormatError => DnsResponseCode.FormatError,
                DnsQueryStatus.NotImplemented => DnsResponseCode.NotImplemented,
                _ => DnsResponseCode.BadVersion,
            };
            counters.Failed();
            replyBytes = DnsReplyWriter.WriteFailure(message, query, code, reply);
            return QueryOutcome.Reply;
        }

        NameAnswer answer = _table.Find(query.Question);
        if (answer.Kind == NameAnswerKind.Unknown)
        {
            return QueryOutcome.Forward;
        }

        counters.Answered();
        int bytesMax = transport == DnsTransport.Datagram ? query.DatagramReplyBytesMax : ushort.MaxValue;
        uint rotation = Interlocked.Increment(ref _rotation);
        replyBytes = DnsReplyWriter.Write(message, query, answer, settings.TimeToLive, rotation, bytesMax, reply);
        return QueryOutcome.Reply;
    }

    /// <summary>Asks another resolver, and always gives a reply: its own, or that there was none.</summary>
    /// <exception cref="OperationCanceledException">The server is being closed.</exception>
    public async Task<byte[]> ForwardAsync(byte[] message, DnsTransport transport)
    {
        if (!_forwards.TryEnter())
        {
            counters.Refused();
            return Failure(message, DnsResponseCode.Refused);
        }

        try
        {
            byte[]? reply = await AskOthersAsync(message, transport).ConfigureAwait(false);
            if (reply is not null)
            {
                counters.Forwarded();
                return reply;
            }

            counters.Failed();
            return Failure(message, DnsResponseCode.ServerFailure);
        }
        finally
        {
            _forwards.Leave();
        }
    }

    private async Task<byte[]?> AskOthersAsync(byte[] message, DnsTransport transport)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(settings.ForwardTimeout);
        byte[]? reply = null;
        try
        {
            if (engine is not null)
            {
                reply = await engine.AskAsync(message, transport, deadline.Token).ConfigureAwait(false);
            }

            if (IsAnswer(reply) || !_table.AllowsOutside)
            {
                return reply;
            }

            return await upstreams.AskAsync(message, transport, deadline.Token).ConfigureAwait(false) ?? reply;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return reply;
        }
    }

    private static bool IsAnswer(byte[]? reply) =>
        DnsHeader.TryRead(reply, out DnsHeader header) && !DnsReply.IsFailure(header.ResponseCode);

    private static byte[] Failure(byte[] message, DnsResponseCode code)
    {
        byte[] reply = new byte[DnsReplyWriter.BytesMin];
        _ = DnsQuery.Read(message, out DnsQuery query);
        return reply[..DnsReplyWriter.WriteFailure(message, query, code, reply)];
    }
}
