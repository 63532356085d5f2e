using System.Net;

namespace MeshNet.Messages;

/// <summary>
/// Proof that two machines live under one node id (R9): the sender probed both addresses, and both answered within seconds of each
/// other under that id with different start nonces. Sent to both.
/// </summary>
public sealed record IdentityConflict(NodeId Id, IPEndPoint FirstAddress, ulong FirstNonce, IPEndPoint SecondAddress, ulong SecondNonce)
    : IWireMessage
{
    public WireType Type => WireType.IdentityConflict;

    public void Write(WireWriter writer)
    {
        writer.Node(Id);
        writer.SocketAddress(FirstAddress);
        writer.UInt64(FirstNonce);
        writer.SocketAddress(SecondAddress);
        writer.UInt64(SecondNonce);
    }

    public static IdentityConflict Read(ref WireReader reader) =>
        new(reader.Node(), reader.SocketAddress(), reader.UInt64(), reader.SocketAddress(), reader.UInt64());
}
