using System.Text;
using MeshNet.Messages;

namespace MeshNet.Protocol.Mesh;

/// <summary>
/// Listens for what the others hold of this node's own log (R9). More than it has itself means that its disk was set back, or that another
/// machine runs with a copy of it: then it neither allocates nor donates any more, in this start and in all that follow.
/// </summary>
internal sealed class EchoGuard(MeshContext context, TimeSpan heardBy)
{
    private static readonly byte[] Key = "reason"u8.ToArray();

    /// <summary>Why this node has retired, or null.</summary>
    public string? Quarantine { get; private set; }

    /// <summary>
    /// Before it gives out anything, a node that starts hears what the others hold of its log; and one that has just joined and owns nothing yet
    /// hears who there is to ask. One that reaches nobody goes on after a moment.
    /// </summary>
    public bool IsUnheard(bool isSynced) => !isSynced && context.Now < heardBy && (KnowsOthers || OwnsNothing);

    private bool KnowsOthers => context.Replicas.Logs.Skip(1).Any();

    private bool OwnsNothing => !context.Journal.Log.OfKind(RecordKind.Block).Any();

    public void Load(ReadBucket read)
    {
        foreach ((_, byte[] value) in read(Buckets.Quarantine))
        {
            Quarantine = Encoding.UTF8.GetString(value);
        }
    }

    public void OnOwnLogAhead(NodeId peer, LogVersion version)
    {
        if (Quarantine is not null || context.Settings.Sabotage == Sabotage.IgnoreOwnEcho)
        {
            return;
        }

        Quarantine =
            $"this host is in quarantine: {context.Table.NameOf(peer)} has records of it up to {version}, and its own store ends at "
            + $"{context.Replicas.Own.Watermark}: the store was rolled back, or another machine runs with a copy of it; "
            + "leave with 'meshnet reset --force' and join again";
        context.Outbox.Write(Buckets.Quarantine, Key, Encoding.UTF8.GetBytes(Quarantine));
        context.Outbox.Warn(Quarantine);
    }

    /// <summary>An epoch has removed this node, which every start finds out anew.</summary>
    public void Retire(string reason) => Quarantine ??= reason;
}
