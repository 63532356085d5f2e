namespace MeshNet.Messages;

/// <summary>
/// The donor's word on an ask. A grant itself is a record of the donor's log, which travels in <paramref name="Delta"/>; a refusal
/// gives the reason as a sentence.
/// </summary>
public sealed record BlockAnswer(SpaceId Space, ulong AskId, string Refusal, LogDelta Delta) : IWireMessage
{
    public WireType Type => WireType.BlockAnswer;

    public bool Granted => Refusal.Length == 0;

    public void Write(WireWriter writer)
    {
        writer.UInt128(Space.Value);
        writer.Varint(AskId);
        writer.Text(Refusal);
        Delta.Write(writer);
    }

    public static BlockAnswer Read(ref WireReader reader)
    {
        SpaceId space = new(reader.UInt128());
        return new(space, reader.Varint(), reader.Text(), LogDelta.Read(ref reader));
    }
}
