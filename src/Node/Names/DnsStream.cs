using System.Buffers.Binary;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>Messages on a TCP connection: each after its length in two bytes (RFC 1035 section 4.2.2).</summary>
internal static class DnsStream
{
    private const int LengthBytes = 2;

    /// <summary>Reads a message; null at the end of the connection.</summary>
    /// <exception cref="IOException">The connection broke, or ended within a message.</exception>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] length = new byte[LengthBytes];
        int read = await stream.ReadAtLeastAsync(length, LengthBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        if (read < LengthBytes)
        {
            throw new EndOfStreamException("the connection ended within a length");
        }

        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, cancellation).ConfigureAwait(false);
        return message;
    }

    public static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        // In one write: a segment with the length alone makes some resolver libraries fail.
        byte[] framed = new byte[LengthBytes + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed.AsMemory(LengthBytes));
        await stream.WriteAsync(framed, cancellation).ConfigureAwait(false);
    }

    /// <summary>Connects, asks, and waits for the reply that belongs to the query; closes the socket.</summary>
    /// <exception cref="IOException">The connection broke, or what came is no reply to the query.</exception>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<byte[]> ExchangeAsync(Socket socket, EndPoint server, byte[] query, CancellationToken cancellation)
    {
        using Socket owned = socket;
        await socket.ConnectAsync(server, cancellation).ConfigureAwait(false);
        await using NetworkStream stream = new(socket, ownsSocket: false);
        await WriteAsync(stream, query, cancellation).ConfigureAwait(false);
        byte[] reply = await ReadAsync(stream, cancellation).ConfigureAwait(false)
            ?? throw new EndOfStreamException($"{server} closed the connection without a reply");
        return DnsReply.Matches(query, reply, out _)
            ? reply
            : throw new InvalidDataException($"{server} answered a different question");
    }
}

/// <summary>How a query came, and so how it is passed on.</summary>
internal enum DnsTransport
{
    Datagram,
    Stream,
}
