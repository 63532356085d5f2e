using System.Security.Cryptography;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>Opens what arrives, and says why when it does not. Nothing of a packet is trusted or decoded before its seal has opened (I6). For one thread.</summary>
public sealed class PacketOpener : IDisposable
{
    /// <summary>Starts of senders and kinds whose keys are kept: 1,000 members with two kinds, and room for their restarts.</summary>
    private const int SendersMax = 4096;

    private readonly uint _tag;
    private readonly NodeId _self;
    private readonly ulong _startNonce;
    private readonly SenderKeys _senders;

    /// <param name="self">With the start nonce tells this node's own packets from those of another machine with its id.</param>
    public PacketOpener(ClusterKeys keys, NodeId self, ulong startNonce, int sendersMax = SendersMax)
    {
        _tag = keys.Tag;
        _self = self;
        _startNonce = startNonce;
        _senders = new SenderKeys(keys, sendersMax);
    }

    /// <summary>How many senders' keys are kept now.</summary>
    public int SendersKept => _senders.Count;

    /// <param name="kind">How the packet travelled.</param>
    public OpenedPacket Open(PacketKind kind, ReadOnlySpan<byte> packet)
    {
        if (Inspect(kind, packet) is { } reason)
        {
            return new OpenedPacket(reason, default, 0, default);
        }

        PacketHeader header = PacketHeader.Read(packet);
        if (header.Sender == _self && header.StartNonce == _startNonce)
        {
            return new OpenedPacket(DropReason.OwnEcho, default, 0, default);
        }

        SenderKeys.Sender sender = _senders.Find(header);
        if (!sender.Window.MayAccept(header.Counter))
        {
            return new OpenedPacket(DropReason.Replayed, default, 0, default);
        }

        if (!TryDecrypt(sender.Cipher, header.Counter, packet, out byte[] plain))
        {
            if (!_senders.IsKept(sender))
            {
                sender.Cipher.Dispose();
            }

            return new OpenedPacket(DropReason.NotAuthentic, default, 0, default);
        }

        sender.Window.Accept(header.Counter);
        _senders.Keep(sender);
        return new OpenedPacket(null, header.Sender, header.StartNonce, plain);
    }

    /// <summary>True for the hint that somebody could not open a packet of ours; <paramref name="sameCluster"/> when it shows our cluster's tag.</summary>
    public bool IsReject(ReadOnlySpan<byte> packet, out bool sameCluster)
    {
        sameCluster = false;
        if (packet.Length != PacketHeader.ShortLength || packet[0] != PacketHeader.Version || packet[1] != (byte)PacketKind.Reject)
        {
            return false;
        }

        sameCluster = PacketHeader.ReadTag(packet) == _tag;
        return true;
    }

    public void Dispose() => _senders.Dispose();

    private DropReason? Inspect(PacketKind kind, ReadOnlySpan<byte> packet)
    {
        if (packet.Length < SealFormat.Overhead)
        {
            return DropReason.Truncated;
        }

        if (packet[0] != PacketHeader.Version)
        {
            return DropReason.UnknownVersion;
        }

        if (PacketHeader.ReadTag(packet) != _tag)
        {
            return DropReason.ForeignCluster;
        }

        if (packet[1] != (byte)kind)
        {
            return DropReason.WrongKind;
        }

        return packet[2] == ClusterKeys.Generation ? null : DropReason.UnknownKey;
    }

    private static bool TryDecrypt(AesGcm cipher, ulong counter, ReadOnlySpan<byte> packet, out byte[] plain)
    {
        int length = packet.Length - SealFormat.Overhead;
        Span<byte> nonce = stackalloc byte[SealFormat.NonceLength];
        SealFormat.WriteNonce(nonce, counter);
        plain = new byte[length];
        try
        {
            cipher.Decrypt(
                nonce, packet.Slice(PacketHeader.Length, length), packet[^SealFormat.TagLength..], plain, packet[..PacketHeader.Length]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}

/// <summary>What <see cref="PacketOpener"/> made of a packet: dropped for a reason, or bytes of a proven sender.</summary>
public readonly record struct OpenedPacket(DropReason? Dropped, NodeId Sender, ulong StartNonce, ReadOnlyMemory<byte> Plain);
