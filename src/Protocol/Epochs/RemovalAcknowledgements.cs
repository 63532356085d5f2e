using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// This node's acknowledgements of removals (R20), and the rule that makes them enough: who has acknowledged takes no more grants of the
/// removed node, and none of a member that has not acknowledged. So every address that ever left the removed node is named in at
/// least one acknowledgement; docs/adr/0004 has the proof.
/// </summary>
public sealed class RemovalAcknowledgements(MeshContext context, SealedLogs logs)
{
    /// <summary>Takes all grants that a donor's log has for us, if the removals that we have acknowledged allow it.</summary>
    public void TakeGrants(NodeId donor)
    {
        if (!MayTakeFrom(donor))
        {
            return;
        }

        foreach (GrantRecord grant in context.Ledger.TakeGrants(donor))
        {
            context.Seeker.Granted(grant, context.Now);
        }
    }

    /// <summary>A grant to a removed node stays as it is once we have acknowledged: the heir has to find it.</summary>
    public void SettleGrants(NodeId recipient)
    {
        if (!HasSeen(context.Self, recipient))
        {
            context.Ledger.SettleGrants(recipient);
        }
    }

    public bool HasSeen(NodeId member, NodeId removed) => context.Replicas.Log(member)?.Value(RecordKey.RemovalSeen(removed)) is not null;

    public RemovalSeen? Seen(NodeId member, NodeId removed) =>
        context.Replicas.Log(member)?.Value(RecordKey.RemovalSeen(removed)) is { } value ? RemovalSeen.Decode(value) : null;

    public void Acknowledge(Removal removal)
    {
        if (HasSeen(context.Self, removal.Node))
        {
            return;
        }

        TakeGrants(removal.Node);
        RemovalSeen seen = new(context.Replicas.Watermark(removal.Node), [.. Owned()], [.. Granted(removal.Node)]);
        context.Journal.Put(RecordKey.RemovalSeen(removal.Node), seen.Encode());
    }

    /// <summary>The heir has the estate: neither our acknowledgement nor anything between us and the removed node matters any more.</summary>
    public void End(NodeId removed)
    {
        context.Journal.Delete(RecordKey.RemovalSeen(removed));
        context.Journal.Delete(RecordKey.GrantTaken(removed));
        foreach (LogEntry grant in context.Journal.Log.OfKind(RecordKind.Grant).Where(entry => entry.Key.NodeId == removed).ToArray())
        {
            context.Journal.Delete(grant.Key);
        }

        foreach (NodeLog log in context.Replicas.Logs.ToArray())
        {
            TakeGrants(log.Owner);
        }
    }

    private bool MayTakeFrom(NodeId donor) =>
        donor != context.Self
        && !context.Replicas.HasLeft(context.Self)
        && !context.Epochs.IsRemoved(context.Self)
        && !logs.IsSettled(donor)
        && !HasSeen(context.Self, donor)
        && logs.Unsettled.All(removal => !HasSeen(context.Self, removal.Node) || HasSeen(donor, removal.Node));

    private IEnumerable<BlockClaim> Owned() =>
        context.Journal.Log.OfKind(RecordKind.Block)
            .Select(entry => new BlockClaim(entry.Key.SpaceId, entry.Key.BlockValue, BlockRecord.Decode(entry.Value!).Version));

    private IEnumerable<BlockClaim> Granted(NodeId removed) =>
        context.Journal.Log.OfKind(RecordKind.Grant)
            .Where(entry => entry.Key.NodeId != removed)
            .Select(entry => GrantRecord.Decode(entry.Value!))
            .Select(grant => new BlockClaim(grant.Space, grant.Block, grant.Version));
}
