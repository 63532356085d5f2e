namespace MeshNet.Messages;

/// <summary>
/// What stands behind the fields that this version knows: a later version has appended it, and whoever passes the rest on passes this on with
/// it, as it came.
/// </summary>
public readonly struct LaterFields : IEquatable<LaterFields>
{
    private readonly byte[]? _bytes;

    private LaterFields(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Takes all that remains.</summary>
    /// <exception cref="WireFormatException">It is more than <paramref name="bytesMax"/>.</exception>
    public static LaterFields Read(ref WireReader reader, int bytesMax = int.MaxValue) =>
        reader.AtEnd ? default
        : reader.Remaining <= bytesMax ? new(reader.Raw(reader.Remaining).ToArray())
        : throw new WireFormatException($"{reader.Remaining} bytes of later fields are more than {bytesMax}");

    public void Write(WireWriter writer) => writer.Raw(Bytes);

    public bool Equals(LaterFields other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is LaterFields other && Equals(other);

    public override int GetHashCode() => Bytes.Length;

    public static bool operator ==(LaterFields left, LaterFields right) => left.Equals(right);

    public static bool operator !=(LaterFields left, LaterFields right) => !left.Equals(right);
}
