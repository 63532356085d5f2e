using System.Text;

namespace MeshNet.Protocol.Mesh;

/// <summary>
/// Listens for what the others hold of this node's own log (R9). More than it has itself means that its disk was set back, or that another
/// machine runs a copy of it. Then this node no longer allocates or donates, in this start and all later ones.
/// </summary>
internal sealed class EchoGuard(MeshContext context, TimeSpan heardBy)
{
    private static readonly byte[] Key = "reason"u8.ToArray();

    /// <summary>Why this node has retired, or null.</summary>
    public string? Quarantine { get; private set; }

    /// <summary>
    /// Before it gives out anything, a node that starts hears what the others hold of its log; and one that has just joined and owns nothing yet
    /// hears whom it can ask. One that reaches nobody continues after a moment.
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
            $"this host is in quarantine: {context.Table.NameOf(peer)} has its records up to {version}, but its own store ends at "
            + $"{context.Replicas.Own.Watermark}: the store was restored from an older copy, or another machine runs a copy of it. "
            + "Run 'meshnet reset --force', start the daemon, then run 'meshnet join'";
        context.Outbox.Write(Buckets.Quarantine, Key, Encoding.UTF8.GetBytes(Quarantine));
        context.Outbox.Warn(Quarantine);
    }

    /// <summary>An epoch has removed this node. Each start has to find that out again.</summary>
    public void Retire(string reason) => Quarantine ??= reason;
}
