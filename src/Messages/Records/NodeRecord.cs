namespace MeshNet.Messages;

/// <summary>A node as the others need to know it.</summary>
/// <param name="Name">The host's name, for people.</param>
/// <param name="Vtep">Where its VXLAN packets go.</param>
/// <param name="UnderlayMtu">Bytes that the underlay interface carries, 576 … 65535.</param>
/// <param name="Version">The product's version that runs there.</param>
public sealed record NodeRecord(string Name, IPAddress Vtep, int UnderlayMtu, string Version)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Text(Name);
        writer.Address(Vtep);
        writer.Varint((ulong)UnderlayMtu);
        writer.Text(Version);
        return writer.ToArray();
    }

    public static NodeRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Text(), reader.Address(), reader.Int32(), reader.Text());
    }
}

/// <summary>The header record of a log: tombstones up to <paramref name="Floor"/> are collected everywhere (R8).</summary>
public sealed record LogHead(LogVersion Floor)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Version(Floor);
        return writer.ToArray();
    }

    public static LogHead Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Version());
    }
}
