using System.Security.Cryptography;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>Seals what this start of this node sends. For one thread.</summary>
public sealed class PacketSealer : IDisposable
{
    private readonly uint _tag;
    private readonly NodeId _self;
    private readonly ulong _startNonce;
    private readonly Lane _datagrams;
    private readonly Lane _streams;

    /// <param name="startNonce">From a cryptographic source, new for each start.</param>
    public PacketSealer(ClusterKeys keys, NodeId self, ulong startNonce)
    {
        _tag = keys.Tag;
        _self = self;
        _startNonce = startNonce;
        _datagrams = new Lane(PacketKind.Datagram, keys.Cipher(self, startNonce, PacketKind.Datagram));
        _streams = new Lane(PacketKind.Stream, keys.Cipher(self, startNonce, PacketKind.Stream));
    }

    /// <summary>How long a message of this many bytes is when sealed.</summary>
    public static int SealedLength(int plainLength) => plainLength + SealFormat.Overhead;

    public byte[] Seal(PacketKind kind, ReadOnlySpan<byte> plain)
    {
        Lane lane = kind == PacketKind.Datagram ? _datagrams : _streams;
        byte[] packet = new byte[SealedLength(plain.Length)];
        Span<byte> header = packet.AsSpan(0, PacketHeader.Length);
        ulong counter = lane.Counter++;
        new PacketHeader(lane.Kind, ClusterKeys.Generation, _tag, _self, _startNonce, counter).Write(header);

        Span<byte> nonce = stackalloc byte[SealFormat.NonceLength];
        SealFormat.WriteNonce(nonce, counter);
        Span<byte> body = packet.AsSpan(PacketHeader.Length, plain.Length);
        lane.Cipher.Encrypt(nonce, plain, body, packet.AsSpan(PacketHeader.Length + plain.Length), header);
        return packet;
    }

    /// <summary>The hint "I cannot open what you sent": the shortest packet there is, and not sealed.</summary>
    public byte[] Reject()
    {
        byte[] packet = new byte[PacketHeader.ShortLength];
        PacketHeader.WriteShort(packet, PacketKind.Reject, ClusterKeys.Generation, _tag);
        return packet;
    }

    public void Dispose()
    {
        _datagrams.Cipher.Dispose();
        _streams.Cipher.Dispose();
    }

    private sealed class Lane(PacketKind kind, AesGcm cipher)
    {
        public PacketKind Kind => kind;

        public AesGcm Cipher => cipher;

        public ulong Counter { get; set; }
    }
}
