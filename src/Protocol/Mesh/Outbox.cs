namespace MeshNet.Protocol.Mesh;

/// <summary>
/// What one input of the brain led to. The shell commits <see cref="Writes"/> in one transaction and only then does the
/// <see cref="Effects"/>, in their order: a promise is on disk before it is made (R6). Several inputs may share a commit.
/// </summary>
public sealed class Outbox
{
    public List<StoreWrite> Writes { get; } = [];

    public List<Effect> Effects { get; } = [];

    /// <summary>Set when the writes carry a promise to others: they have to survive a power cut.</summary>
    public bool MustCommit { get; private set; }

    /// <summary>
    /// Set when the effects need the writes to survive the daemon at least. Rows learnt from others need neither: they may wait and share a
    /// later commit.
    /// </summary>
    public bool MustWrite { get; private set; }

    public bool IsEmpty => Writes.Count == 0 && Effects.Count == 0;

    public void Write(string bucket, byte[] key, byte[]? value)
    {
        Writes.Add(new(bucket, key, value));
        (MustCommit, MustWrite) = (true, true);
    }

    /// <summary>
    /// A row that only this host's own Docker is told of, whose containers end with the power: it outlives the daemon and need not be
    /// synced (R6).
    /// </summary>
    public void WriteForHost(string bucket, byte[] key, byte[]? value)
    {
        Writes.Add(new(bucket, key, value));
        MustWrite = true;
    }

    public void WriteLater(string bucket, byte[] key, byte[]? value) => Writes.Add(new(bucket, key, value));

    public void Send(NodeId to, IWireMessage message) => Effects.Add(new Effect.Send(to, message));

    public void Reply(long request, object answer) => Effects.Add(new Effect.Reply(request, answer));

    public void Refuse(long request, string reason) => Reply(request, new Refused(reason));

    public void Forget(NodeId node) => Effects.Add(new Effect.Forget(node));

    public void Tell(string text) => Effects.Add(new Effect.Tell(Warning: false, text));

    public void Warn(string text) => Effects.Add(new Effect.Tell(Warning: true, text));

    public void Committed()
    {
        Writes.Clear();
        (MustCommit, MustWrite) = (false, false);
    }
}
