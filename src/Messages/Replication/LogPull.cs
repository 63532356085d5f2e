namespace MeshNet.Messages;

/// <summary>Asks for a log above a version; with <paramref name="Whole"/> for all of it, because the content differs at an equal version (R11).</summary>
public sealed record LogPull(NodeId Owner, LogVersion Above, bool Whole) : IWireMessage
{
    public WireType Type => WireType.LogPull;

    public void Write(WireWriter writer)
    {
        writer.Node(Owner);
        writer.Version(Above);
        writer.Boolean(Whole);
    }

    public static LogPull Read(ref WireReader reader) => new(reader.Node(), reader.Version(), reader.Boolean());
}
