using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// Tracks which members hold a record, for steps that must wait until all live members do. Each is asked by a digest of two logs, the record's and
/// its own: the answer shows what it holds of the first, and brings what we lack of the second. A member counts once it holds
/// the record and we hold all that it had said by then, so that two who wait for each other know of each other before either goes on.
/// </summary>
public sealed class Acknowledgements(MeshSettings settings, ReplicaSet replicas, Outbox outbox)
{
    private readonly List<Awaited> _awaited = [];
    private IReadOnlyList<NodeId> _peers = [];

    /// <summary>The live members. A node that is no longer one of them is not waited for.</summary>
    public IReadOnlyList<NodeId> Peers
    {
        get => _peers;
        set
        {
            _peers = value;
            foreach (Awaited awaited in _awaited)
            {
                awaited.Missing.Clear();
                awaited.Missing.UnionWith(value.Except(awaited.Holders));
            }
        }
    }

    /// <summary>Calls <paramref name="done"/> once every live member holds the owner's log up to a version, or the time is up.</summary>
    /// <param name="isEnough">Without it, the end of the time is enough; with it, the members that hold the log must be enough, however long that takes.</param>
    public void Await(NodeId owner, LogVersion version, TimeSpan now, Action done, Func<IReadOnlySet<NodeId>, bool>? isEnough = null)
    {
        Awaited awaited = new(owner, version, now + settings.AcknowledgeTimeout, [.. _peers], done, isEnough ?? (_ => true));
        _awaited.Add(awaited);
        Ask(awaited);
    }

    /// <summary>A peer has shown what it holds.</summary>
    public void Hear(NodeId from, Digest digest)
    {
        foreach (Awaited awaited in _awaited.Where(awaited => awaited.Missing.Contains(from)))
        {
            bool holds = digest.Logs.Any(log => log.Owner == awaited.Owner && log.Watermark >= awaited.Version);
            bool isHeld = digest.Logs.Any(log => log.Owner == from && log.Watermark <= replicas.Watermark(from));
            if (holds && isHeld)
            {
                awaited.Missing.Remove(from);
                awaited.Holders.Add(from);
            }
        }
    }

    /// <summary>Asks those again that have not answered yet: a datagram may be lost.</summary>
    public void Tick()
    {
        foreach (Awaited awaited in _awaited)
        {
            Ask(awaited);
        }
    }

    /// <summary>Continues everything that need not wait any longer.</summary>
    public void Advance(TimeSpan now)
    {
        foreach (Awaited awaited in _awaited.Where(awaited => awaited.MayGoOn(now)).ToArray())
        {
            _awaited.Remove(awaited);
            awaited.Done();
        }
    }

    private void Ask(Awaited awaited)
    {
        foreach (NodeId peer in awaited.Missing)
        {
            outbox.Send(peer, replicas.DigestOf(awaited.Owner, peer));
        }
    }

    private sealed record Awaited(
        NodeId Owner, LogVersion Version, TimeSpan Deadline, SortedSet<NodeId> Missing, Action Done, Func<IReadOnlySet<NodeId>, bool> IsEnough)
    {
        public SortedSet<NodeId> Holders { get; } = [];

        public bool MayGoOn(TimeSpan now) => (Missing.Count == 0 || now >= Deadline) && IsEnough(Holders);
    }
}
