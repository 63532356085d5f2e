using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Tests.Replication;

public sealed class PushTreeTests
{
    private static readonly NodeId Owner = new(1);

    private readonly Outbox _outbox = new();
    private readonly Journal _journal;
    private readonly NodeId[] _members;
    private readonly PushTree _tree;

    public PushTreeTests()
    {
        MeshSettings settings = new();
        _members = [.. Enumerable.Range(2, settings.PushDirectLimit + 1).Select(id => new NodeId((ulong)id))];
        _journal = new Journal(new NodeLog(Owner), epoch: 1, new Outbox());
        _tree = new PushTree(settings, new SplitMix64(1), _outbox);
    }

    [Fact]
    public void A_change_that_overtakes_the_one_before_it_on_another_tree_is_complete()
    {
        LogDelta first = Push(_members, RecordKey.Leaving);
        LogDelta second = Push(_members, RecordKey.Withdrawn);
        ReplicaSet replica = new(new NodeLog(_members[0]), new Outbox());

        Assert.NotNull(replica.Apply(second));
        replica.Apply(first);

        Assert.Equal(_journal.Log.Hash, replica.Log(Owner)!.Hash);
        Assert.Equal(_journal.Log.Watermark, replica.Watermark(Owner));
    }

    [Fact]
    public void Only_the_last_change_is_repeated()
    {
        Push(_members, RecordKey.Leaving);
        Push(_members, RecordKey.Withdrawn);

        Assert.Equal([RecordKey.Withdrawn, RecordKey.Epoch], Push(_members, RecordKey.Epoch).Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void A_large_change_is_not_repeated()
    {
        Push(_members, [.. Enumerable.Range(1, 17).Select(id => RecordKey.Network(new NetworkId((ulong)id)))]);

        Assert.Equal([RecordKey.Leaving], Push(_members, RecordKey.Leaving).Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void A_few_members_have_every_change_from_its_owner_and_need_nothing_twice()
    {
        Push(_members[..2], RecordKey.Leaving);

        Assert.Equal([RecordKey.Withdrawn], Push(_members[..2], RecordKey.Withdrawn).Entries.Select(entry => entry.Key));
    }

    /// <summary>Writes records, starts their push, and returns what goes out.</summary>
    private LogDelta Push(NodeId[] members, params RecordKey[] keys)
    {
        foreach (RecordKey key in keys)
        {
            _journal.Put(key, [1]);
        }

        _outbox.Effects.Clear();
        _tree.Start(_journal.TakeDelta()!, _journal.Log, members);
        return ((Push)((Effect.Send)_outbox.Effects[0]).Message).Delta;
    }
}
