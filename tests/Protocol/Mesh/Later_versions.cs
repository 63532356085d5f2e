namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>A node of a later version writes records with fields and kinds that this version does not know: whoever passes them on keeps them.</summary>
public sealed class Later_versions
{
    private static readonly byte[] Appended = [0xFE, 0xDC, 0xBA];
    private static readonly NodeId Later = new((UInt128)0xFFFF);

    private readonly BrainCluster _cluster = new(3);
    private readonly NetworkId _network = new(77);

    private static RecordKey Unknown => new((RecordKind)200, 1, 2);

    [Fact]
    public void Records_of_a_later_version_reach_those_it_never_met_byte_for_byte_and_survive_restarts()
    {
        LogEntry[] entries = [NodeOfLater, NetworkOfLater, new(Unknown, new LogVersion(1, 3), [9, 8, 7])];
        HearOfLater(entries);
        _cluster.Pass(TimeSpan.FromSeconds(5));
        _cluster.Start(_cluster.Nodes[2]);
        _cluster.Pass(TimeSpan.FromSeconds(5));

        for (int i = 0; i < _cluster.Nodes.Count; i++)
        {
            Assert.All(entries, entry => Assert.Equal(entry.Value, _cluster.Brain(i).Replicas.Log(Later)?.Value(entry.Key)));
            Assert.Equal(_cluster.Brain(0).Replicas.RootHash, _cluster.Brain(i).Replicas.RootHash);
            Assert.Equal("later", _cluster.Brain(i).View.Networks[_network].Record.Name);
        }
    }

    [Fact]
    public void A_record_that_cannot_be_read_at_all_is_said_and_kept()
    {
        HearOfLater(NodeOfLater, new(RecordKey.Network(_network), new LogVersion(1, 2), [0xFF]));
        _cluster.Pass(TimeSpan.FromSeconds(5));

        Assert.All(Enumerable.Range(0, _cluster.Nodes.Count), i => Assert.Equal([0xFF], _cluster.Brain(i).Replicas.Log(Later)?.Value(RecordKey.Network(_network))));
        Assert.Contains(_cluster.Told, told => told.Text.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void An_heir_keeps_networks_of_a_later_version_as_they_were()
    {
        HearOfLater(
            NodeOfLater,
            NetworkOfLater,
            new(RecordKey.Leaving, new LogVersion(1, 3), [.. new LeavingRecord(_cluster.Nodes[1], LogVersion.Zero).Encode(), .. Appended]));
        _cluster.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(NetworkOfLater.Value, _cluster.Brain(1).Replicas.Own.Value(RecordKey.Network(_network)));
    }

    [Fact]
    public void An_heir_keeps_an_epoch_of_a_later_version_as_it_was_decided()
    {
        EpochReport report = _cluster.Ask<EpochReport>(0, GetEpoch.Instance);
        byte[] epoch = [.. new EpochRecord(report.Number + 1, [.. report.Voters], []).Encode(), .. Appended];
        HearOfLater(
            NodeOfLater,
            new(RecordKey.Epoch, new LogVersion(1, 2), epoch),
            new(RecordKey.Leaving, new LogVersion(1, 3), new LeavingRecord(_cluster.Nodes[1], LogVersion.Zero).Encode()));
        _cluster.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(epoch, _cluster.Brain(1).Replicas.Own.Value(RecordKey.Epoch));
    }

    private static LogEntry NodeOfLater => new(
        RecordKey.Node, new LogVersion(1, 1), [.. new NodeRecord("later", new([192, 168, 205, 99]), 1500, "2").Encode(), .. Appended]);

    private LogEntry NetworkOfLater => new(
        RecordKey.Network(_network),
        new LogVersion(1, 2),
        [
            .. new NetworkRecord(
                "later", 5, new Block(0xAC1E0000, 24), 0xAC1E0001, 77, 0, Internal: false, FromPool: false, BrainCluster.NoOptions, BrainCluster.NoOptions).Encode(),
            .. Appended,
        ]);

    /// <summary>Only the first host ever hears from the later version itself.</summary>
    private void HearOfLater(params LogEntry[] entries) => _cluster.Brain(0).Receive(
        Later, new LogDelta(Later, LogVersion.Zero, entries[^1].Version, Reset: false, [.. entries]), _cluster.Now);
}
