namespace MeshNet.Protocol.Networks;

/// <summary>An endpoint of this host. Between CreateEndpoint and Join it has its address, and the others do not know it yet.</summary>
public sealed record OwnEndpoint(EndpointId Id, NetworkId Network, EndpointRecord Record)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Network(Network);
        writer.Raw(Record.Encode());
        return writer.ToArray();
    }

    public static OwnEndpoint Decode(EndpointId id, ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(id, reader.Network(), EndpointRecord.Decode(reader.Raw(reader.Remaining)));
    }
}
