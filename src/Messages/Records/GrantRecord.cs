namespace MeshNet.Messages;

/// <summary>
/// A block that its donor has given up and the recipient has not yet taken (R2). Grants of one donor to one recipient are numbered
/// without gaps, and taken in that order.
/// </summary>
/// <param name="AskId">The ask that it answers; a repeated ask gets the same grant.</param>
public sealed record GrantRecord(SpaceId Space, Block Block, ulong Version, ulong AskId)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.UInt128(Space.Value);
        writer.Block(Block);
        writer.Varint(Version);
        writer.Varint(AskId);
        return writer.ToArray();
    }

    public static GrantRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(new SpaceId(reader.UInt128()), reader.Block(), reader.Varint(), reader.Varint());
    }
}
