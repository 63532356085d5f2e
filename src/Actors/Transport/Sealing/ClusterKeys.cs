using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>
/// The cluster's keys: HKDF-SHA256 (RFC 5869) over the secret with the cluster id as salt. Each start of each sender has a key
/// of its own for each kind, so that a counter can be the nonce and no pair of key and nonce is used twice, whatever a crash forgets (R18).
/// </summary>
public sealed class ClusterKeys
{
    /// <summary>Nothing rotates the secret yet; the byte is in the header so that two generations can be in use side by side when it does.</summary>
    public const byte Generation = 0;

    private const int KeyLength = 32;

    private static readonly byte[] TagLabel = "meshnet cluster tag 1"u8.ToArray();
    private static readonly byte[] PacketLabel = "meshnet packet key 1"u8.ToArray();

    private readonly byte[] _master;

    public ClusterKeys(ClusterId cluster, ClusterSecret secret)
    {
        Span<byte> salt = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(salt, cluster.Value);
        _master = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, secret.Bytes, salt, _master);

        Span<byte> tag = stackalloc byte[4];
        HKDF.Expand(HashAlgorithmName.SHA256, _master, tag, TagLabel);
        Tag = BinaryPrimitives.ReadUInt32BigEndian(tag);
    }

    /// <summary>In clear in every packet.</summary>
    public uint Tag { get; }

    /// <summary>The cipher of one start of one sender. The caller disposes of it.</summary>
    public AesGcm Cipher(NodeId sender, ulong startNonce, PacketKind kind)
    {
        Span<byte> info = stackalloc byte[PacketLabel.Length + 16 + 8 + 1];
        PacketLabel.CopyTo(info);
        Span<byte> rest = info[PacketLabel.Length..];
        BinaryPrimitives.WriteUInt128BigEndian(rest, sender.Value);
        BinaryPrimitives.WriteUInt64BigEndian(rest[16..], startNonce);
        rest[24] = (byte)kind;

        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.Expand(HashAlgorithmName.SHA256, _master, key, info);
        AesGcm cipher = new(key, SealFormat.TagLength);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
