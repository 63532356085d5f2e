namespace MeshNet.Messages;

/// <summary>I am here; or, from a helper of an indirect probe: the one that you asked about is.</summary>
public sealed record ProbeAck(uint Sequence, IReadOnlyList<MemberClaim> Claims) : IWireMessage
{
    public WireType Type => WireType.ProbeAck;

    public void Write(WireWriter writer)
    {
        writer.UInt32(Sequence);
        MemberClaim.WriteAll(writer, Claims);
    }

    public static ProbeAck Read(ref WireReader reader) => new(reader.UInt32(), MemberClaim.ReadAll(ref reader));
}
