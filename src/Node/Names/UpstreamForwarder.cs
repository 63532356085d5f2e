using System.Security.Cryptography;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>
/// The outside's name servers, asked from the host's own namespace, one after the other as resolver libraries do. Each query has a
/// socket, and so a port, of its own, and a random id: a stranger on the way has to guess both (RFC 5452).
/// </summary>
internal sealed class UpstreamForwarder(NameServerSettings settings) : IForwarder
{
    /// <summary>As many as resolver libraries and Docker's resolver ask.</summary>
    private const int ServersMax = 3;

    private const int ReplyBytesMax = 8192;

    private readonly HostNameServers _servers = new(settings);
    private readonly Places _places = new(settings.UpstreamQueriesMax);

    /// <summary>Gives the first answer; where all fail, the last failure.</summary>
    public async Task<byte[]?> AskAsync(byte[] query, DnsTransport transport, CancellationToken cancellation)
    {
        if (!_places.TryEnter())
        {
            return null;
        }

        try
        {
            byte[]? failure = null;
            foreach (IPEndPoint server in _servers.Current().Take(ServersMax))
            {
                byte[]? reply = await AskAsync(server, query, transport, cancellation).ConfigureAwait(false);
                if (reply is null)
                {
                    continue;
                }

                if (DnsHeader.TryRead(reply, out DnsHeader header) && !DnsReply.IsFailure(header.ResponseCode))
                {
                    return reply;
                }

                failure = reply;
            }

            return failure;
        }
        finally
        {
            _places.Leave();
        }
    }

    private async Task<byte[]?> AskAsync(IPEndPoint server, byte[] query, DnsTransport transport, CancellationToken cancellation)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(settings.UpstreamTimeout);
        try
        {
            if (transport == DnsTransport.Datagram)
            {
                return await ExchangeDatagramsAsync(server, query, timeout.Token).ConfigureAwait(false);
            }

            Socket socket = new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            return await DnsStream.ExchangeAsync(socket, server, query, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Unreachable or confused: the next one is asked.
            return null;
        }
    }

    private static async Task<byte[]> ExchangeDatagramsAsync(IPEndPoint server, byte[] query, CancellationToken cancellation)
    {
        byte[] message = [.. query];
        DnsHeader.WriteId(message, (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1));
        using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellation).ConfigureAwait(false);
        await socket.SendAsync(message, SocketFlags.None, cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[ReplyBytesMax];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellation).ConfigureAwait(false);
            if (!DnsReply.Matches(message, buffer.AsSpan(0, length), out _))
            {
                continue;
            }

            byte[] reply = length < ReplyBytesMax ? buffer[..length] : DnsReply.Cut(message, buffer);
            query.AsSpan(0, sizeof(ushort)).CopyTo(reply);
            return reply;
        }
    }
}
