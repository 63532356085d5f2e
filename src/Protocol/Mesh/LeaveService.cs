using MeshNet.Protocol.Epochs;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Mesh;

/// <summary>
/// Leaving (R21): an heir is named, every block is granted to it, and it copies this node's networks into its own log. When its log
/// shows all of that, it is on its disk; only then are this node's records ended and the one who asked is told.
/// </summary>
public sealed class LeaveService(MeshContext context, NetworkService networks, EpochService epochs)
{
    private readonly List<long> _waiting = [];
    private bool _isAsking;

    public bool IsLeaving => context.Replicas.IsLeaving(context.Self);

    public void Request(long request)
    {
        if (context.Replicas.HasLeft(context.Self))
        {
            _waiting.Add(request);
            AnswerWhenHeard();
            return;
        }

        string[] attached =
        [
            .. context.Table.Networks
                .SelectMany(network => network.Endpoints.Values.Where(endpoint => endpoint.Owner == context.Self))
                .Select(endpoint => endpoint.Record.Name)
                .Take(5),
        ];
        if (attached.Length > 0)
        {
            context.Outbox.Refuse(request, $"this host still has containers on networks of the mesh ({string.Join(", ", attached)}): remove them, then try again");
            return;
        }

        if (context.Table.Nodes.Count > 1 && context.Seeker.Peers.Count == 0)
        {
            context.Outbox.Refuse(
                request,
                "no other host can be reached to take over this host's addresses: try again when one can be, or abandon them with 'meshnet reset --force'");
            return;
        }

        if (context.Seeker.Peers.Count > 0 && !IsLeaving && epochs.ReasonNotToLeave is { } reason)
        {
            context.Outbox.Refuse(request, reason);
            return;
        }

        _waiting.Add(request);
        if (!IsLeaving && context.Seeker.Peers.Count > 0)
        {
            NameHeir();
        }
    }

    /// <summary>Takes the next step of leaving, if this node leaves.</summary>
    public void Advance()
    {
        if (_waiting.Count == 0 && !IsLeaving)
        {
            return;
        }

        if (context.Journal.Value(RecordKey.Leaving) is { } leaving)
        {
            // What has come since, by a grant that was on its way or as somebody's heir, goes the same way.
            NodeId heir = LeavingRecord.Decode(leaving).Heir;
            if (context.Replicas.HasLeft(heir) || context.Epochs.IsRemoved(heir))
            {
                NameHeir();
                return;
            }

            HandOver(heir);
            if (!epochs.IsReleased || (!HasInherited(heir) && context.Settings.Sabotage != Sabotage.LeaveWithoutAcknowledgement))
            {
                return;
            }

            // Before all else, so that no part of a delta brings the ends of the rest without it.
            context.Journal.Put(RecordKey.Leaving, new LeavingRecord(heir, context.Replicas.Watermark(heir)).Encode());
        }

        foreach (LogEntry entry in context.Journal.Log.Entries.Where(entry => entry.Value is not null && !Outlives(entry.Key.Kind)).ToArray())
        {
            context.Journal.Delete(entry.Key);
        }

        AnswerWhenHeard();
    }

    /// <summary>
    /// Nobody else could tell the others that this node has left. So it may be stopped only once those who can be reached know, and
    /// one of those who stay does.
    /// </summary>
    private void AnswerWhenHeard()
    {
        // Every answer leads here again. Asking all of them again each time would double the messages with every round.
        if (_isAsking || _waiting.Count == 0)
        {
            return;
        }

        _isAsking = true;
        context.Acknowledgements.Await(context.Self, context.Replicas.Own.Watermark, context.Now, Answer, IsKnownTo);
    }

    private bool IsKnownTo(IReadOnlySet<NodeId> holders)
    {
        NodeId[] others = [.. context.Table.Nodes.Keys.Where(node => node != context.Self && !context.Epochs.IsRemoved(node))];
        return others.Length == 0 || others.Any(holders.Contains);
    }

    private void Answer()
    {
        _isAsking = false;
        foreach (long request in _waiting)
        {
            context.Outbox.Reply(request, Acknowledged.Instance);
        }

        _waiting.Clear();
    }

    /// <summary>A node has left: what we had granted to it, and it never took, is ours again.</summary>
    public void TakeBack(NodeId leaver)
    {
        if (!context.Epochs.IsRemoved(context.Self))
        {
            context.Ledger.TakeBack(leaver, context.IsAlive);
        }
    }

    /// <summary>Another node leaves and names us: its networks become ours to keep, and later to end.</summary>
    public void Inherit(NodeId leaver)
    {
        if (context.Replicas.HasLeft(context.Self)
            || context.Replicas.Log(leaver) is not { } log
            || log.Value(RecordKey.Leaving) is not { } value
            || LeavingRecord.Decode(value).Heir != context.Self)
        {
            return;
        }

        foreach (LogEntry entry in log.OfKind(RecordKind.Network).ToArray())
        {
            networks.Inherit(entry);
        }

        foreach (LogEntry entry in log.OfKind(RecordKind.EstateTaken).ToArray())
        {
            context.Journal.Put(entry.Key, entry.Value!);
        }

        if (EpochOf(log) is { } epoch && epoch == context.Epochs.Current)
        {
            context.Epochs.Keep(epoch);
        }
    }

    /// <summary>
    /// The floor stays, for a replica that was behind it (R8), and so do the heir, and the numbers of the grants that this node took, for
    /// donors that have others on their way.
    /// </summary>
    private static bool Outlives(RecordKind kind) => kind is RecordKind.Head or RecordKind.GrantTaken or RecordKind.Leaving;

    /// <summary>The smallest that stays, if anyone who can be reached does.</summary>
    private void NameHeir()
    {
        NodeId[] remaining = [.. context.Seeker.Peers.Where(peer => !context.Replicas.HasLeft(peer) && !context.Epochs.IsRemoved(peer)).Order()];
        if (remaining.Length > 0)
        {
            NodeId heir = remaining.FirstOrDefault(peer => !context.Replicas.IsLeaving(peer), remaining[0]);
            context.Journal.Put(RecordKey.Leaving, new LeavingRecord(heir, LogVersion.Zero).Encode());
            HandOver(heir);
        }
    }

    private static EpochRecord? EpochOf(NodeLog log) => log.Value(RecordKey.Epoch) is { } value ? EpochRecord.Decode(value) : null;

    private void HandOver(NodeId heir)
    {
        foreach (SpaceId space in context.Ledger.Spaces.Where(context.IsAlive).ToArray())
        {
            foreach (Block block in context.Ledger.Space(space).Owned.Keys.ToArray())
            {
                context.Ledger.Grant(space, block, heir, askId: 0);
            }
        }
    }

    private bool HasInherited(NodeId heir) =>
        !context.Journal.Log.OfKind(RecordKind.Grant).Any()
        && context.Replicas.Log(heir) is { } log
        && context.Journal.Log.OfKind(RecordKind.Network).All(entry => log.Value(entry.Key) is not null)
        && context.Journal.Log.OfKind(RecordKind.EstateTaken).All(entry => log.Value(entry.Key) is not null)
        && (EpochOf(context.Journal.Log) is not { } epoch || EpochOf(log)?.CompareTo(epoch) >= 0);
}
