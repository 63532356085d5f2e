namespace MeshNet.Messages;

/// <summary>The 256 bits that make a machine a member: whoever has them can read and say everything. Never shown in logs.</summary>
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
