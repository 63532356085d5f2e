namespace MeshNet.Messages;

/// <summary>The answer to a node that an epoch has removed (R12): withdraw, and join again as a new one.</summary>
public sealed record RemovalNotice(NodeId Removed) : IWireMessage
{
    public WireType Type => WireType.RemovalNotice;

    public void Write(WireWriter writer) => writer.Node(Removed);

    public static RemovalNotice Read(ref WireReader reader) => new(reader.Node());
}
