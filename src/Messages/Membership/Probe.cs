namespace MeshNet.Messages;

/// <summary>
/// Are you there? Names whom it means, because an address may have passed to another node. <paramref name="TableHash"/> is over what the
/// prober holds of all members: a receiver that holds something else knows that the two must compare. When it
/// <paramref name="Introduces"/>, the claims begin with the prober itself and the answer begins with the one who answers.
/// </summary>
public sealed record Probe(uint Sequence, NodeId Target, ulong TableHash, bool Introduces, IReadOnlyList<MemberClaim> Claims)
    : IWireMessage
{
    public WireType Type => WireType.Probe;

    public void Write(WireWriter writer)
    {
        writer.UInt32(Sequence);
        writer.Node(Target);
        writer.UInt64(TableHash);
        writer.Boolean(Introduces);
        MemberClaim.WriteAll(writer, Claims);
    }

    public static Probe Read(ref WireReader reader) =>
        new(reader.UInt32(), reader.Node(), reader.UInt64(), reader.Boolean(), MemberClaim.ReadAll(ref reader));
}
