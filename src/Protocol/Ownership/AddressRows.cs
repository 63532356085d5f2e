namespace MeshNet.Protocol.Ownership;

/// <summary>How address states lie in the store.</summary>
public static class AddressRows
{
    public static byte[] Key(SpaceId space, uint address)
    {
        WireWriter writer = new(20);
        writer.UInt128(space.Value);
        writer.UInt32(address);
        return writer.ToArray();
    }

    public static byte[] Value(AddressState state)
    {
        WireWriter writer = new(17);
        writer.Byte((byte)state.Phase);
        writer.Endpoint(state.Endpoint);
        return writer.ToArray();
    }

    public static (SpaceId Space, uint Address) ReadKey(ReadOnlySpan<byte> key)
    {
        WireReader reader = new(key);
        return (new SpaceId(reader.UInt128()), reader.UInt32());
    }

    public static (AddressPhase Phase, EndpointId Endpoint) ReadValue(ReadOnlySpan<byte> value)
    {
        WireReader reader = new(value);
        return ((AddressPhase)reader.Byte(), reader.Endpoint());
    }
}
