using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// The logs of removed nodes (R12). They are replicated as before, so that a withdrawal arrives and all replicas stay alike, but
/// nothing is programmed from them: host and endpoints are gone at once; networks and blocks when the heir has them.
/// </summary>
public sealed class SealedLogs(MeshContext context)
{
    private readonly SortedSet<NodeId> _settled = [];

    /// <summary>The heir has taken the removed node's blocks and networks over.</summary>
    public bool IsSettled(NodeId removed) => _settled.Contains(removed);

    public IEnumerable<Removal> Unsettled => context.Epochs.Removals.Values.Where(removal => !IsSettled(removal.Node));

    /// <summary>Whether a record must not be acted on. If this node is the removed one, it ends its own records itself.</summary>
    public bool Hides(NodeId owner, RecordKind kind) =>
        owner != context.Self
        && context.Epochs.IsRemoved(owner)
        && (EndsAtRemoval(kind) || (IsSettled(owner) && EndsAtSettlement(kind)));

    /// <summary>The heir's word that it has the estate may have come before the news of the removal.</summary>
    public void Seal(NodeId removed) => Strip(removed, kind => EndsAtRemoval(kind) || (IsSettled(removed) && EndsAtSettlement(kind)));

    public void Settle(NodeId removed)
    {
        if (_settled.Add(removed) && context.Epochs.IsRemoved(removed))
        {
            Strip(removed, EndsAtSettlement);
        }
    }

    private static bool EndsAtRemoval(RecordKind kind) => kind is RecordKind.Node or RecordKind.Endpoint or RecordKind.NetworkClosing;

    private static bool EndsAtSettlement(RecordKind kind) => kind is RecordKind.Network or RecordKind.Block;

    private void Strip(NodeId removed, Predicate<RecordKind> wanted)
    {
        if (removed == context.Self || context.Replicas.Log(removed) is not { } log)
        {
            return;
        }

        foreach (LogEntry entry in log.Entries.Where(entry => entry.Value is not null && wanted(entry.Key.Kind)).ToArray())
        {
            RecordChange end = new(removed, entry.Key, entry.Value, null);
            context.Table.Apply(end);
            context.Owners.Apply(end);
        }
    }
}
