using System.Net;

namespace MeshNet.Messages;

/// <summary>Please probe <paramref name="Target"/> for me: it does not answer me, and that may be the path between us (SWIM's indirect probe).</summary>
public sealed record ProbeRequest(uint Sequence, NodeId Target, IPEndPoint Address, IReadOnlyList<MemberClaim> Claims) : IWireMessage
{
    public WireType Type => WireType.ProbeRequest;

    public void Write(WireWriter writer)
    {
        writer.UInt32(Sequence);
        writer.Node(Target);
        writer.SocketAddress(Address);
        MemberClaim.WriteAll(writer, Claims);
    }

    public static ProbeRequest Read(ref WireReader reader) =>
        new(reader.UInt32(), reader.Node(), reader.SocketAddress(), MemberClaim.ReadAll(ref reader));
}
