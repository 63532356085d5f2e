using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Ownership;

/// <summary>
/// This node's blocks: the only code that changes ownership. Each operation is a set of records in one commit, so that a crash
/// leaves a block with exactly one owner: the donor before it, the recipient (by its grant) after it.
/// </summary>
public sealed class BlockLedger(MeshSettings settings, Journal journal, ReplicaSet replicas)
{
    private readonly SortedDictionary<SpaceId, FreeSpace> _spaces = [];

    public FreeSpace Space(SpaceId space)
    {
        if (!_spaces.TryGetValue(space, out FreeSpace? free))
        {
            _spaces[space] = free = new FreeSpace();
        }

        return free;
    }

    public IEnumerable<SpaceId> Spaces => _spaces.Keys;

    /// <summary>Takes over what this node's own log held at start.</summary>
    public void Load()
    {
        foreach (LogEntry entry in journal.Log.OfKind(RecordKind.Block))
        {
            Space(entry.Key.SpaceId).Own(entry.Key.BlockValue, BlockRecord.Decode(entry.Value!).Version);
        }
    }

    /// <summary>Founds a space: nobody else can own any of it, because its id is new.</summary>
    public void Found(SpaceId space, Block root) => Put(space, root, version: 1);

    /// <summary>Gives a part of one of our blocks to another node: split, tombstone of the whole, grant, in one commit (R2, R3).</summary>
    public void Grant(SpaceId space, Block part, NodeId recipient, ulong askId)
    {
        FreeSpace free = Space(space);
        Block whole = free.Covering(part) ?? throw new InvalidOperationException($"{part} of {space} is not in one block of ours");
        ulong version = free.Owned[whole] + 1;
        Remove(space, whole);
        for (Block rest = whole; rest != part;)
        {
            Block toward = rest.Lower.Contains(part) ? rest.Lower : rest.Upper;
            Put(space, toward.Buddy, version);
            rest = toward;
        }

        journal.Put(RecordKey.Grant(recipient, NextGrant(recipient)), new GrantRecord(space, part, version, askId).Encode());
    }

    /// <summary>The grant that already answers this ask, if it was made.</summary>
    public bool HasGranted(NodeId recipient, SpaceId space, ulong askId) =>
        GrantsTo(journal.Log, recipient).Any(grant => grant.Record.Space == space && grant.Record.AskId == askId);

    /// <summary>
    /// Takes every grant that <paramref name="donor"/>'s log has for us, in the order of their numbers and each once; the number is
    /// kept in the same commit as the claim, so that a repeated or a late grant is harmless (R2).
    /// </summary>
    public IReadOnlyList<GrantRecord> TakeGrants(NodeId donor)
    {
        List<GrantRecord> taken = [];
        if (replicas.Log(donor) is not { } log)
        {
            return taken;
        }

        ulong last = LastTaken(journal.Log, donor);
        foreach ((ulong number, GrantRecord grant) in GrantsTo(log, journal.Log.Owner))
        {
            if (number == last + 1 || settings.Sabotage == Sabotage.AcceptOldGrants)
            {
                last = number;
                Put(grant.Space, grant.Block, grant.Version);
                Merge(grant.Space, grant.Block);
                taken.Add(grant);
            }
        }

        if (taken.Count > 0)
        {
            journal.Put(RecordKey.GrantTaken(donor), new GrantTaken(last).Encode());
        }

        return taken;
    }

    /// <summary>Takes a block that nobody else can own any more: a removed node's (R20).</summary>
    public void Inherit(SpaceId space, Block block, ulong version)
    {
        Put(space, block, version);
        Merge(space, block);
    }

    /// <summary>Ends grants that their recipient has taken.</summary>
    public void SettleGrants(NodeId recipient)
    {
        ulong taken = TakenBy(recipient);
        foreach ((ulong number, _) in GrantsTo(journal.Log, recipient).ToArray())
        {
            if (number <= taken)
            {
                journal.Delete(RecordKey.Grant(recipient, number));
            }
        }
    }

    /// <summary>
    /// Takes back what a node that has left never took: its log is final, and what it took stands in it. Blocks of a space that is gone mean
    /// nothing.
    /// </summary>
    public void TakeBack(NodeId leaver, Func<SpaceId, bool> isAlive)
    {
        ulong taken = TakenBy(leaver);
        foreach ((ulong number, GrantRecord grant) in GrantsTo(journal.Log, leaver).ToArray())
        {
            journal.Delete(RecordKey.Grant(leaver, number));
            if (number > taken && isAlive(grant.Space))
            {
                Put(grant.Space, grant.Block, grant.Version + 1);
                Merge(grant.Space, grant.Block);
            }
        }
    }

    /// <summary>Drops all of a space, when its network is gone.</summary>
    public void Drop(SpaceId space)
    {
        if (_spaces.Remove(space, out FreeSpace? free))
        {
            foreach (Block block in free.Owned.Keys)
            {
                journal.Delete(RecordKey.Block(space, block));
            }
        }
    }

    /// <summary>Joins a block with its buddy for as long as we own both, so that records do not grow with every grant.</summary>
    private void Merge(SpaceId space, Block block)
    {
        FreeSpace free = Space(space);
        while (block.PrefixLength > 0 && free.Owned.TryGetValue(block.Buddy, out ulong buddyVersion))
        {
            ulong version = Math.Max(free.Owned[block], buddyVersion) + 1;
            Remove(space, block);
            Remove(space, block.Buddy);
            block = block.Parent;
            Put(space, block, version);
        }
    }

    private ulong NextGrant(NodeId recipient) =>
        Math.Max(TakenBy(recipient), GrantsTo(journal.Log, recipient).Select(grant => grant.Number).LastOrDefault()) + 1;

    private ulong TakenBy(NodeId recipient) =>
        replicas.Log(recipient) is { } log ? LastTaken(log, journal.Log.Owner) : 0;

    private static ulong LastTaken(NodeLog log, NodeId donor) =>
        log.Value(RecordKey.GrantTaken(donor)) is { } value ? GrantTaken.Decode(value).Number : 0;

    private static IEnumerable<(ulong Number, GrantRecord Record)> GrantsTo(NodeLog log, NodeId recipient) =>
        log.OfKind(RecordKind.Grant)
            .Where(entry => entry.Key.NodeId == recipient)
            .Select(entry => ((ulong)entry.Key.Second, GrantRecord.Decode(entry.Value!)));

    private void Put(SpaceId space, Block block, ulong version)
    {
        Space(space).Own(block, version);
        journal.Put(RecordKey.Block(space, block), new BlockRecord(version).Encode());
    }

    private void Remove(SpaceId space, Block block)
    {
        Space(space).Disown(block);
        journal.Delete(RecordKey.Block(space, block));
    }
}
