namespace MeshNet.Messages;

/// <summary>
/// Asks an owner for part of a space (R2). A repeat with the same id gets the same grant.
/// </summary>
/// <param name="AskId">Rises with each new ask of this node; a repeat carries the same.</param>
/// <param name="Wanted">The very block that is wanted (<c>--ip</c>, <c>--subnet</c>), or null for any.</param>
/// <param name="PrefixLength">If any block will do: the smallest useful one has this prefix length.</param>
/// <param name="Known">How much of the donor's log the asker has: the answer's delta begins there.</param>
public sealed record BlockAsk(SpaceId Space, ulong AskId, Block? Wanted, byte PrefixLength, LogVersion Known) : IWireMessage
{
    public WireType Type => WireType.BlockAsk;

    public void Write(WireWriter writer)
    {
        writer.UInt128(Space.Value);
        writer.Varint(AskId);
        writer.Boolean(Wanted is not null);
        writer.Block(Wanted ?? default);
        writer.Byte(PrefixLength);
        writer.Version(Known);
    }

    public static BlockAsk Read(ref WireReader reader)
    {
        SpaceId space = new(reader.UInt128());
        ulong askId = reader.Varint();
        bool given = reader.Boolean();
        Block wanted = reader.Block();
        byte prefixLength = reader.Byte();
        return prefixLength <= 32
            ? new(space, askId, given ? wanted : null, prefixLength, reader.Version())
            : throw new WireFormatException($"a prefix length of {prefixLength} is above 32");
    }
}

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
