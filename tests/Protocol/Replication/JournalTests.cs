using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Tests.Replication;

public sealed class JournalTests
{
    private static readonly NodeId Owner = new(1);

    private readonly Outbox _outbox = new();
    private readonly Journal _journal;

    public JournalTests() => _journal = new Journal(new NodeLog(Owner), epoch: 1, _outbox);

    [Fact]
    public void A_delta_that_overtakes_the_one_before_it_is_complete()
    {
        LogDelta first = Write(RecordKey.Leaving);
        LogDelta second = Write(RecordKey.Withdrawn);
        ReplicaSet replica = new(new NodeLog(new NodeId(2)), new Outbox());

        Assert.NotNull(replica.Apply(second));
        replica.Apply(first);

        Assert.Equal(_journal.Log.Hash, replica.Log(Owner)!.Hash);
        Assert.Equal(_journal.Log.Watermark, replica.Watermark(Owner));
    }

    [Fact]
    public void Only_the_last_delta_is_repeated()
    {
        Write(RecordKey.Leaving);
        LogDelta second = Write(RecordKey.Withdrawn);

        LogDelta third = Write(RecordKey.Epoch);

        Assert.Equal([RecordKey.Withdrawn, RecordKey.Epoch], third.Entries.Select(entry => entry.Key));
        Assert.Equal(second.Entries[0].Version, third.Base);
    }

    [Fact]
    public void A_large_delta_is_not_repeated()
    {
        for (ulong network = 1; network <= 17; network++)
        {
            _journal.Put(RecordKey.Network(new NetworkId(network)), [1]);
        }

        LogDelta large = _journal.TakeDelta()!;

        Assert.Equal(large.To, Write(RecordKey.Leaving).Base);
    }

    private LogDelta Write(RecordKey key)
    {
        _journal.Put(key, [1]);
        return _journal.TakeDelta()!;
    }
}
