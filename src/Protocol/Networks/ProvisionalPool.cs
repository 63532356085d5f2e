namespace MeshNet.Protocol.Networks;

/// <summary>A subnet that Docker has asked for and no network has bound yet (R15). Its id becomes the network's.</summary>
/// <param name="FromPool">The subnet is out of the automatic pool.</param>
public sealed record ProvisionalPool(NetworkId Id, Block Subnet, uint Gateway, bool FromPool)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Block(Subnet);
        writer.UInt32(Gateway);
        writer.Boolean(FromPool);
        return writer.ToArray();
    }

    public static ProvisionalPool Decode(NetworkId id, ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(id, reader.Block(), reader.UInt32(), reader.Boolean());
    }
}
