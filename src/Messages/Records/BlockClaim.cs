namespace MeshNet.Messages;

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
