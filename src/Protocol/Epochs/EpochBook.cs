using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// The newest epoch that any log shows, a removed node's too, and all removals. A removal is never undone: even if two decisions exist that should not,
/// both removals stand.
/// </summary>
public sealed class EpochBook(MeshContext context)
{
    private readonly SortedDictionary<NodeId, Removal> _removals = [];

    /// <summary>Null until this node has founded a cluster or heard from one.</summary>
    public EpochRecord? Current { get; private set; }

    public ulong Number => Current?.Number ?? 0;

    public IReadOnlyDictionary<NodeId, Removal> Removals => _removals;

    public bool IsRemoved(NodeId node) => _removals.ContainsKey(node);

    public bool IsVoter(NodeId node) => Current is { } current && current.Voters.Contains(node);

    /// <summary>Takes note of a decided epoch and returns the removals that are new.</summary>
    public IReadOnlyList<Removal> Learn(EpochRecord epoch)
    {
        if (Current is null || epoch > Current)
        {
            Current = epoch;
        }

        List<Removal> fresh = [];
        foreach (Removal removal in epoch.Removals)
        {
            if (_removals.TryAdd(removal.Node, removal))
            {
                fresh.Add(removal);
            }
        }

        return fresh;
    }

    /// <summary>Puts an epoch that this node decided, or inherited, into its own log, from where it reaches everyone.</summary>
    public void Keep(EpochRecord epoch) => context.Journal.Put(RecordKey.Epoch, epoch.Encode());

    /// <summary>Ends our copy when another member's log has a newer one.</summary>
    public void Tidy()
    {
        if (context.Journal.Value(RecordKey.Epoch) is { } own && Current is { } current && EpochRecord.Decode(own).Number < current.Number
            && context.Replicas.Logs.Any(log => log.Owner != context.Self && !IsRemoved(log.Owner) && Holds(log, current)))
        {
            context.Journal.Delete(RecordKey.Epoch);
        }
    }

    /// <summary>The heir of a removed node; the heir's heir if that one was removed as well, and so on in the order of epochs (R20).</summary>
    public NodeId HeirOf(Removal removal) => HeirsOf(removal).Last();

    /// <summary>The heir that the removal named, and those that followed it because it was removed itself.</summary>
    public IEnumerable<NodeId> HeirsOf(Removal removal)
    {
        NodeId heir = removal.Heir;
        yield return heir;
        for (int steps = 0; steps < _removals.Count && _removals.TryGetValue(heir, out Removal? next); steps++)
        {
            heir = next.Heir;
            yield return heir;
        }
    }

    private static bool Holds(NodeLog log, EpochRecord epoch) =>
        log.Value(RecordKey.Epoch) is { } kept && EpochRecord.Decode(kept).Equals(epoch);
}
