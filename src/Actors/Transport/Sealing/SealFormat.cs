using System.Buffers.Binary;

namespace MeshNet.Actors.Transport.Sealing;

/// <summary>The measures of AES-256-GCM as it is used here.</summary>
internal static class SealFormat
{
    public const int TagLength = 16;

    public const int NonceLength = 12;

    /// <summary>What sealing adds to a message.</summary>
    public const int Overhead = PacketHeader.Length + TagLength;

    /// <summary>The counter, with zeros before it: the key is never used by anyone else, or for anything else.</summary>
    public static void WriteNonce(Span<byte> nonce, ulong counter)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], counter);
    }
}
