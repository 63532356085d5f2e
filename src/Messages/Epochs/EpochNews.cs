namespace MeshNet.Messages;

/// <summary>The answer to someone who proposes, or acts by, an epoch that has passed: the newest decided one.</summary>
public sealed record EpochNews(EpochRecord Decided) : IWireMessage
{
    public WireType Type => WireType.EpochNews;

    public void Write(WireWriter writer) => writer.Bytes(Decided.Encode());

    public static EpochNews Read(ref WireReader reader) => new(EpochRecord.Decode(reader.Bytes()));
}
