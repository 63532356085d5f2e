namespace MeshNet.Messages;

/// <summary>One node's removal, as an epoch decided it.</summary>
/// <param name="Name">The removed host's name, for people: its own record is not shown any more.</param>
/// <param name="Heir">To whom its blocks and networks pass; when that one is removed too, to that one's heir (R20).</param>
/// <param name="Epoch">The number of the epoch that decided it.</param>
/// <param name="By">The name of the host on which the removal was asked for.</param>
public sealed record Removal(NodeId Node, string Name, NodeId Heir, ulong Epoch, string By)
{
    public void Write(WireWriter writer)
    {
        writer.Node(Node);
        writer.Text(Name);
        writer.Node(Heir);
        writer.Varint(Epoch);
        writer.Text(By);
    }

    public static Removal Read(ref WireReader reader) =>
        new(reader.Node(), reader.Text(), reader.Node(), reader.Varint(), reader.Text());
}
