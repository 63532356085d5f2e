namespace MeshNet.Messages;

/// <summary>Opens an anti-entropy round: a hash over the content of all logs. Where it is equal nothing more is said.</summary>
public sealed record RootHash(ulong Hash) : IWireMessage
{
    public WireType Type => WireType.RootHash;

    public void Write(WireWriter writer) => writer.UInt64(Hash);

    public static RootHash Read(ref WireReader reader) => new(reader.UInt64());
}
