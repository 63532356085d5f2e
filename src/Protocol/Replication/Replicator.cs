using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// The conversation about logs: pushes when something changes, and once an interval a comparison of everything with one random
/// peer, which costs one small datagram while nothing differs.
/// </summary>
public sealed class Replicator(
    MeshSettings settings, uint epoch, ReplicaSet replicas, PushTree pushTree, IRandomSource random, Outbox outbox)
{
    /// <summary>Deltas are cut to pieces of about this size, which travel as streams.</summary>
    private const int DeltaBytesMax = 256 * 1024;

    /// <summary>Below this many logs a digest of all is not larger than the bucket hashes that would narrow it down.</summary>
    private const int WholeDigestLogs = 16;

    private const ulong AllBuckets = ulong.MaxValue;

    /// <summary>All that this node's disk had of its own log when this start began.</summary>
    private readonly LogVersion _ownAtStart = replicas.Own.Watermark;

    /// <summary>Those who have shown less of their own logs than we hold: a disk was set back, and the rest is nobody's to repair.</summary>
    private readonly SortedSet<NodeId> _lostByOwner = [];

    private TimeSpan _nextRound;

    /// <summary>True once this node has all that some peer had when they compared: a join ends here (R23).</summary>
    public bool IsSynced { get; private set; }

    /// <summary>A peer held more of this node's own log than this node does: its disk was rolled back, or it is a copy (R9).</summary>
    public event Action<NodeId, LogVersion>? OwnLogAhead;

    /// <summary>A peer has shown what it holds.</summary>
    public event Action<NodeId, Digest>? DigestHeard;

    public IReadOnlyList<NodeId> Peers { get; set; } = [];

    public void Tick(TimeSpan now)
    {
        if (now < _nextRound || Peers.Count == 0 || settings.Sabotage == Sabotage.NoAntiEntropy)
        {
            return;
        }

        _nextRound = now + settings.AntiEntropyInterval;
        outbox.Send(Peers[random.Next(Peers.Count)], new RootHash(replicas.RootHash));
    }

    /// <summary>
    /// Compares with a peer without waiting for the next round: by a digest of everything before the first comparison has ended, later by the
    /// root hash, since after a power cut of many each meets all others within a second.
    /// </summary>
    public void SyncWith(NodeId peer) =>
        outbox.Send(peer, IsSynced ? new RootHash(replicas.RootHash) : replicas.Digest(AllBuckets, reply: false));

    public void PushOwn(LogDelta delta)
    {
        replicas.Touch(replicas.Own);
        pushTree.Start(delta, replicas.Own, Peers);
    }

    /// <summary>Handles a message of the conversation, and says which records it changed.</summary>
    public IReadOnlyList<RecordChange> Receive(NodeId from, IWireMessage message)
    {
        switch (message)
        {
            case Push push:
                return ReceivePush(from, push);
            case LogDelta delta:
                return Apply(from, delta);
            case RootHash root:
                ReceiveRoot(from, root);
                break;
            case BucketHashes hashes:
                ReceiveHashes(from, hashes);
                break;
            case Digest digest:
                ReceiveDigest(from, digest);
                break;
            case LogPull pull:
                SendAbove(from, pull.Owner, pull.Above, pull.Whole);
                break;
        }

        return [];
    }

    public IReadOnlyList<RecordChange> Apply(NodeId from, LogDelta delta)
    {
        if (delta.Owner == replicas.Own.Owner)
        {
            NoticeOwn(from, delta.To);
            return [];
        }

        if (WaitsFor(delta) is { } heir)
        {
            outbox.Send(from, new LogPull(heir, replicas.Watermark(heir), Whole: false));
            return [];
        }

        if (replicas.Apply(delta) is { } changes)
        {
            return changes;
        }

        outbox.Send(from, new LogPull(delta.Owner, replicas.Watermark(delta.Owner), Whole: false));
        return [];
    }

    /// <summary>
    /// The heir whose log has to come first: the records of a node that has left end only where its heir's are known, so that no network is
    /// ever without its specification in between. Whoever sends the one has the other.
    /// </summary>
    private NodeId? WaitsFor(LogDelta delta)
    {
        foreach (LogEntry entry in delta.Entries)
        {
            if (entry.Key == RecordKey.Leaving && entry.Value is { } value
                && LeavingRecord.Decode(value) is { } leaving && replicas.Watermark(leaving.Heir) < leaving.InheritedAt)
            {
                return leaving.Heir;
            }
        }

        return null;
    }

    private IReadOnlyList<RecordChange> ReceivePush(NodeId from, Push push)
    {
        TellOfLostRecords(push.Delta);
        pushTree.Relay(push, Peers);
        return Apply(from, push.Delta);
    }

    private void ReceiveRoot(NodeId from, RootHash root)
    {
        if (root.Hash == replicas.RootHash)
        {
            IsSynced = true;
        }
        else if (replicas.Logs.Count() <= WholeDigestLogs)
        {
            outbox.Send(from, replicas.Digest(AllBuckets, reply: false));
        }
        else
        {
            outbox.Send(from, replicas.Hashes());
        }
    }

    private void ReceiveHashes(NodeId from, BucketHashes theirs)
    {
        BucketHashes ours = replicas.Hashes();
        ulong differing = 0;
        for (int bucket = 0; bucket < BucketHashes.Count; bucket++)
        {
            if (ours.Hashes[bucket] != theirs.Hashes[bucket])
            {
                differing |= 1UL << bucket;
            }
        }

        if (differing != 0)
        {
            outbox.Send(from, replicas.Digest(differing, reply: false));
        }
    }

    private void ReceiveDigest(NodeId from, Digest digest)
    {
        bool behind = false;
        foreach (LogState theirs in digest.Logs)
        {
            behind |= Compare(from, theirs, digest.Reply);
        }

        SendUnknown(from, digest);
        if (!digest.Reply)
        {
            outbox.Send(from, replicas.Answer(digest));
        }
        else if (!behind && digest.Buckets == AllBuckets)
        {
            IsSynced = true;
        }

        DigestHeard?.Invoke(from, digest);
    }

    /// <summary>
    /// Sends what the peer lacks of one log, or pulls what we lack. The answer to a digest leads to neither, since both are under way
    /// already. True when we are behind.
    /// </summary>
    private bool Compare(NodeId from, LogState theirs, bool reply)
    {
        if (theirs.Owner == replicas.Own.Owner)
        {
            NoticeOwn(from, theirs.Watermark);
        }

        NodeLog? log = replicas.Log(theirs.Owner);
        LogVersion ours = log?.Watermark ?? LogVersion.Zero;
        if (ours > theirs.Watermark && !reply)
        {
            SendAbove(from, theirs.Owner, theirs.Watermark, whole: false);
        }

        bool behind = ours < theirs.Watermark && theirs.Owner != replicas.Own.Owner;
        if (behind && !reply)
        {
            outbox.Send(from, new LogPull(theirs.Owner, ours, Whole: false));
        }

        if (from == theirs.Owner)
        {
            NoteLoss(from, ours > theirs.Watermark);
        }

        return log is not null && ours == theirs.Watermark && log.Hash != theirs.ContentHash ? Settle(from, theirs, log) : behind;
    }

    /// <summary>
    /// Two contents at one version: takes the peer's if it is the truer, and asks the owner where that cannot be told. True when ours is to be
    /// replaced.
    /// </summary>
    private bool Settle(NodeId from, LogState theirs, NodeLog ours)
    {
        if (IsTruer(from, theirs, ours))
        {
            outbox.Send(from, new LogPull(theirs.Owner, LogVersion.Zero, Whole: true));
            return true;
        }

        if (Peers.Contains(theirs.Owner))
        {
            outbox.Send(theirs.Owner, replicas.DigestOf(theirs.Owner));
        }

        return false;
    }

    private void NoteLoss(NodeId owner, bool isLost)
    {
        if (isLost)
        {
            _lostByOwner.Add(owner);
        }
        else
        {
            _lostByOwner.Remove(owner);
        }
    }

    /// <summary>
    /// Of two contents at one version the owner's is true. Where the owner has lost its records itself, all that matters is that all hold the
    /// same in the end: the larger hash.
    /// </summary>
    private bool IsTruer(NodeId from, LogState theirs, NodeLog ours) =>
        from == theirs.Owner || (_lostByOwner.Contains(theirs.Owner) && theirs.ContentHash > ours.Hash);

    /// <summary>Logs that the peer's digest would have named, had it known them.</summary>
    private void SendUnknown(NodeId from, Digest digest)
    {
        if (digest.Reply)
        {
            return;
        }

        HashSet<NodeId> named = [.. digest.Logs.Select(log => log.Owner)];
        foreach (NodeLog log in replicas.Logs.Where(log => ReplicaSet.InBuckets(log.Owner, digest.Buckets)))
        {
            if (!named.Contains(log.Owner) && log.Watermark > LogVersion.Zero)
            {
                SendAbove(from, log.Owner, LogVersion.Zero, whole: false);
            }
        }
    }

    private void SendAbove(NodeId to, NodeId owner, LogVersion above, bool whole)
    {
        if (replicas.Log(owner) is not { } log || to == owner)
        {
            return;
        }

        foreach (LogDelta delta in log.DeltasAbove(above, whole, DeltaBytesMax, settings.Sabotage != Sabotage.DeltasBelowFloor))
        {
            outbox.Send(to, delta);
        }
    }

    /// <summary>
    /// The first push of a node's new start follows the last record of its earlier ones. Where we have had more of those, the node has lost them
    /// from its disk, and must hear of it from what we had before this push hides it (R9).
    /// </summary>
    private void TellOfLostRecords(LogDelta delta)
    {
        if (replicas.Log(delta.Owner) is { } log && log.Watermark > delta.Base && log.Watermark.Epoch < delta.To.Epoch)
        {
            outbox.Send(delta.Owner, new Digest(AllBuckets, Reply: true, [log.State]));
        }
    }

    private void NoticeOwn(NodeId from, LogVersion theirs)
    {
        bool isOfEarlierStart = theirs.Epoch < epoch && theirs > _ownAtStart;
        if (theirs > replicas.Own.Watermark || isOfEarlierStart)
        {
            OwnLogAhead?.Invoke(from, theirs);
        }
    }
}
