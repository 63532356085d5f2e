namespace MeshNet.Messages;

/// <summary>The ownership of one block. Per address the highest version wins (R3).</summary>
public sealed record BlockRecord(ulong Version)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Varint(Version);
        return writer.ToArray();
    }

    public static BlockRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Varint());
    }
}

/// <summary>Someone's word that a block is theirs, or was given by them.</summary>
public readonly record struct BlockClaim(SpaceId Space, Block Block, ulong Version)
{
    /// <summary>Space, start, prefix length, version.</summary>
    public const int EncodedBytesMin = 16 + 4 + 1 + 1;

    public void Write(WireWriter writer)
    {
        writer.UInt128(Space.Value);
        writer.Block(Block);
        writer.Varint(Version);
    }

    public static BlockClaim Read(ref WireReader reader) => new(new SpaceId(reader.UInt128()), reader.Block(), reader.Varint());
}

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

/// <summary>The number of the last grant that this node has taken from a donor, written in one commit with the blocks (R2).</summary>
public sealed record GrantTaken(ulong Number)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Varint(Number);
        return writer.ToArray();
    }

    public static GrantTaken Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Varint());
    }
}
