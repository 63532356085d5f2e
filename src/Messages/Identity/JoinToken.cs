using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MeshNet.Messages;

/// <summary>
/// What another host pastes to become a member: the cluster's id and secret, and a checksum that tells a damaged token from a foreign one.
/// Printed as "MNET1-" and 84 letters and digits (base 32, RFC 4648), so that a double click selects it and case does not matter.
/// </summary>
public sealed record JoinToken(ClusterId Cluster, ClusterSecret Secret)
{
    private const string Prefix = "MNET1-";
    private const string AnyPrefix = "MNET";
    private const int ChecksumLength = 4;
    private const int PayloadLength = 16 + ClusterSecret.Length;
    private const int TextLength = (((PayloadLength + ChecksumLength) * 8) + 4) / 5;

    /// <exception cref="FormatException">The message is a sentence for the person who pasted the token.</exception>
    public static JoinToken Parse(string text)
    {
        string token = text.Trim();
        if (!token.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException(token.StartsWith(AnyPrefix, StringComparison.OrdinalIgnoreCase)
                ? $"the token begins with '{token[..Math.Min(6, token.Length)]}', which this version of meshnet does not know; it knows {Prefix}…"
                : $"this is not a join token: one begins with {Prefix}; copy it from the line that 'meshnet init' printed");
        }

        string body = token[Prefix.Length..];
        if (body.Length != TextLength)
        {
            throw new FormatException(
                $"the token is too {(body.Length < TextLength ? "short" : "long")}: it has {body.Length} characters behind {Prefix} and should have "
                + $"{TextLength}; copy the whole line again");
        }

        byte[] bytes = new byte[PayloadLength + ChecksumLength];
        if (!Base32.TryDecode(body, bytes) || !Checksum(bytes.AsSpan(0, PayloadLength)).SequenceEqual(bytes.AsSpan(PayloadLength)))
        {
            throw new FormatException("the token is damaged: its checksum is wrong; copy the whole line again");
        }

        return new JoinToken(
            new ClusterId(BinaryPrimitives.ReadUInt128BigEndian(bytes)),
            new ClusterSecret(bytes.AsSpan(16, ClusterSecret.Length)));
    }

    /// <summary>The token as it is pasted. The record's own text shows no secret.</summary>
    public string Print()
    {
        byte[] bytes = new byte[PayloadLength + ChecksumLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Cluster.Value);
        Secret.Bytes.CopyTo(bytes.AsSpan(16));
        Checksum(bytes.AsSpan(0, PayloadLength)).CopyTo(bytes.AsSpan(PayloadLength));
        return Prefix + Base32.Encode(bytes);
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> payload) => SHA256.HashData(payload).AsSpan(0, ChecksumLength);
}

/// <summary>The 256 bits that make a machine a member: with them it can read and say everything. Never shown in logs.</summary>
public sealed class ClusterSecret : IEquatable<ClusterSecret>
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    /// <param name="bytes">From a cryptographic source.</param>
    public ClusterSecret(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"a cluster secret has {Length} bytes, not {bytes.Length}", nameof(bytes));
        }

        _bytes = bytes.ToArray();
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public bool Equals(ClusterSecret? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as ClusterSecret);

    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    public override string ToString() => "(secret)";
}
