using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// What a removed node owned passes to its heir in two steps (R20): first all acknowledge with their claims, and the node
/// itself withdraws or is asserted off; then the heir takes what nobody claimed.
/// </summary>
public sealed class EstateService(MeshContext context, SealedLogs logs, RemovalAcknowledgements acknowledgements, NetworkService networks)
{
    private bool _due = true;

    /// <summary>Something changed that an estate may be waiting for.</summary>
    public void Notice() => _due = true;

    /// <summary>
    /// Acknowledges what is new, and takes the estates of which this node is the heir and for which nothing is missing any more. False
    /// when there was nothing to look at.
    /// </summary>
    public bool Advance()
    {
        if (!_due || context.Epochs.IsRemoved(context.Self))
        {
            return false;
        }

        _due = false;
        foreach (Removal removal in logs.Unsettled.ToArray())
        {
            acknowledgements.Acknowledge(removal);
        }

        foreach (Removal removal in logs.Unsettled.OrderBy(removal => removal.Epoch).ToArray())
        {
            if (context.Epochs.HeirOf(removal) == context.Self
                && (context.Settings.Sabotage == Sabotage.HeirUsesAtOnce || !WaitsFor(removal).Any()))
            {
                Take(removal);
            }
        }

        return true;
    }

    /// <summary>The removed node no longer uses anything: it says so itself, or an operator does.</summary>
    public bool IsOut(NodeId removed) =>
        context.Replicas.Log(removed)?.Value(RecordKey.Withdrawn) is not null
        || context.Replicas.Logs.Any(log => log.Value(RecordKey.AssertedOff(removed)) is not null);

    /// <summary>What is missing until the heir may take an estate, as phrases.</summary>
    public IEnumerable<string> WaitsFor(Removal removal)
    {
        foreach (Removal other in logs.Unsettled)
        {
            if (MayStillAct(other.Node, removal) && !IsOut(other.Node))
            {
                yield return $"the withdrawal of {other.Name} ('meshnet node rm {other.Node.ToShortString()} --assert-off' if it is off for good)";
            }
        }

        foreach (NodeId member in MustAcknowledge(removal.Node))
        {
            if (acknowledgements.Seen(member, removal.Node) is not { } seen)
            {
                yield return $"the acknowledgement of {context.Table.NameOf(member)}";
            }
            else if (seen.Watermark > context.Replicas.Watermark(removal.Node))
            {
                yield return $"the last records of {removal.Name}, which {context.Table.NameOf(member)} has";
            }
        }
    }

    /// <summary>
    /// A removed node may still use what was its own, or be given more until it acknowledges; and one that was the heir may have taken the
    /// estate before it heard of its own removal.
    /// </summary>
    private bool MayStillAct(NodeId node, Removal removal) =>
        node == removal.Node
        || !acknowledgements.HasSeen(node, removal.Node)
        || context.Epochs.HeirsOf(removal).Contains(node);

    /// <summary>Every remaining member, and whoever the removed node has given something to, known to us or not.</summary>
    private SortedSet<NodeId> MustAcknowledge(NodeId removed)
    {
        SortedSet<NodeId> members = [.. context.Table.Nodes.Keys];
        if (context.Replicas.Log(removed) is { } log)
        {
            members.UnionWith(log.OfKind(RecordKind.Grant).Select(entry => entry.Key.NodeId).Where(taker => !context.Replicas.HasLeft(taker)));
        }

        members.ExceptWith(context.Epochs.Removals.Keys);
        if (context.Settings.Sabotage == Sabotage.SkipUnreachableGrantee)
        {
            members.IntersectWith(context.Seeker.Peers);
        }

        return members;
    }

    private void Take(Removal removal)
    {
        foreach (BlockClaim claim in EstateOf(removal.Node).Remainder().Where(claim => context.IsAlive(claim.Space)).ToArray())
        {
            context.Ledger.Inherit(claim.Space, claim.Block, claim.Version);
        }

        if (context.Replicas.Log(removal.Node) is { } log)
        {
            foreach (LogEntry entry in log.OfKind(RecordKind.Network).ToArray())
            {
                networks.Inherit(entry);
            }
        }

        context.Journal.Put(RecordKey.EstateTaken(removal.Node), []);
        context.Outbox.Tell($"this host has taken over the addresses and networks of {removal.Name}, which epoch {removal.Epoch} removed");
    }

    private Estate EstateOf(NodeId removed)
    {
        Estate estate = new();
        foreach (NodeLog log in context.Replicas.Logs)
        {
            if (log.Owner == removed)
            {
                if (context.Settings.Sabotage != Sabotage.DropRemovedLog)
                {
                    AddOwn(estate, log);
                }

                continue;
            }

            AddOwed(estate, log, removed);
            if (context.Epochs.IsRemoved(log.Owner))
            {
                Visit(log, estate.ExceptOwned, (_, claim) => estate.ExceptGranted(claim));
            }

            if (acknowledgements.Seen(log.Owner, removed) is { } seen)
            {
                seen.Owned.ToList().ForEach(estate.ExceptClaimed);
                seen.Granted.ToList().ForEach(estate.ExceptGranted);
            }
        }

        Visit(context.Journal.Log, estate.ExceptClaimed, (_, _) => { });
        return estate;
    }

    /// <summary>What was on its way from one removed node to another belongs to the estate of the one that it was given to.</summary>
    private void AddOwn(Estate estate, NodeLog log) => Visit(log, estate.AddOwned, (key, claim) =>
    {
        if (!context.Epochs.IsRemoved(key.NodeId))
        {
            estate.AddGranted(claim);
        }
    });

    /// <summary>Whatever anyone granted to the removed node, and it never took, belongs to the estate.</summary>
    private void AddOwed(Estate estate, NodeLog donor, NodeId removed)
    {
        ulong taken = context.Replicas.Log(removed)?.Value(RecordKey.GrantTaken(donor.Owner)) is { } value ? GrantTaken.Decode(value).Number : 0;
        Visit(donor, _ => { }, (key, claim) =>
        {
            if (key.NodeId == removed && key.Second > taken)
            {
                estate.AddGranted(claim);
            }
        });
    }

    private static void Visit(NodeLog log, Action<BlockClaim> owned, Action<RecordKey, BlockClaim> granted)
    {
        foreach (LogEntry entry in log.OfKind(RecordKind.Block))
        {
            owned(new(entry.Key.SpaceId, entry.Key.BlockValue, BlockRecord.Decode(entry.Value!).Version));
        }

        foreach (LogEntry entry in log.OfKind(RecordKind.Grant))
        {
            GrantRecord grant = GrantRecord.Decode(entry.Value!);
            granted(entry.Key, new(grant.Space, grant.Block, grant.Version));
        }
    }
}
