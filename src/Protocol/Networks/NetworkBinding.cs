namespace MeshNet.Protocol.Networks;

/// <summary>
/// What one of this engine's network ids stands for. Between CreateNetwork and the event that tells its name, a new network lives only
/// here.
/// </summary>
/// <param name="Draft">The specification that waits for its name; null once the network is replicated.</param>
public sealed record NetworkBinding(string EngineNetworkId, NetworkId Network, NetworkRecord? Draft)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Network(Network);
        writer.Boolean(Draft is not null);
        writer.Raw(Draft?.Encode() ?? []);
        return writer.ToArray();
    }

    public static NetworkBinding Decode(string engineNetworkId, ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        NetworkId network = reader.Network();
        return new(engineNetworkId, network, reader.Boolean() ? NetworkRecord.Decode(reader.Raw(reader.Remaining)) : null);
    }
}
