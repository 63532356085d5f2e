using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.Tests.Support;
using MeshNet.Protocol;

namespace MeshNet.Actors.Tests.Identity;

public sealed class NodeIdentityStoreTests
{
    private const string Machine = "00112233445566778899aabbccddeeff";

    private static readonly ClusterSecret Secret = new([.. Enumerable.Range(0, ClusterSecret.Length).Select(i => (byte)i)]);
    private static readonly NodeIdentity Node = new(new NodeId(7), "docker-node1", new ClusterId(9), Secret, Machine);

    private readonly FakeStore _store = new();
    private readonly FakeWitness _witness = new();

    [Fact]
    public void A_new_machine_has_no_identity_and_says_how_to_get_one()
    {
        NodeIdentityStore identities = new(_store, _witness);

        Assert.Null(identities.Read());
        StoreException refused = Assert.Throws<StoreException>(() => identities.Start(Machine));
        Assert.Contains("meshnet init", refused.Message, StringComparison.Ordinal);
        Assert.Contains("meshnet join", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restart_keeps_the_identity_and_raises_the_epoch_on_the_disk_and_beside_it()
    {
        new NodeIdentityStore(_store, _witness).Create(Node);

        StartedIdentity first = new NodeIdentityStore(_store, _witness).Start(Machine);
        StartedIdentity second = new NodeIdentityStore(_store, _witness).Start(Machine);

        Assert.Equal((1u, 2u), (first.Epoch, second.Epoch));
        Assert.Equal((Node.Id, Node.Name, Node.Cluster), (second.Node.Id, second.Node.Name, second.Node.Cluster));
        Assert.Equal(Node.Secret.Bytes.ToArray(), second.Node.Secret.Bytes.ToArray());
        Assert.Equal(2u, _witness.Last);
    }

    [Fact]
    public void A_second_identity_is_refused_and_changes_nothing()
    {
        NodeIdentityStore identities = new(_store, _witness);
        identities.Create(Node);

        StoreException refused = Assert.Throws<StoreException>(() => identities.Create(Node with { Id = new NodeId(8), Name = "other" }));

        Assert.Contains("docker-node1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Node.Id, identities.Read()!.Id);
    }

    [Fact]
    public void A_disk_from_another_machine_is_refused_with_what_to_do_and_no_start_is_counted()
    {
        NodeIdentityStore identities = new(_store, _witness);
        identities.Create(Node);
        identities.Start(Machine);

        StoreException refused = Assert.Throws<StoreException>(() => identities.Start("ffeeddccbbaa99887766554433221100"));

        Assert.Contains("another machine", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'meshnet reset --force', start the daemon, then run 'meshnet join'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2u, identities.Start(Machine).Epoch);
    }

    [Fact]
    public void A_store_that_was_put_back_from_a_backup_is_found_out_by_the_witness()
    {
        NodeIdentityStore identities = new(_store, _witness);
        identities.Create(Node);
        identities.Start(Machine);
        FakeStore backup = _store.Copy();
        identities.Start(Machine);

        StoreException refused = Assert.Throws<StoreException>(() => new NodeIdentityStore(backup, _witness).Start(Machine));

        Assert.Contains("ends with start 1, but there was a start 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_power_cut_between_the_disk_and_the_witness_is_no_rollback()
    {
        NodeIdentityStore identities = new(_store, _witness);
        identities.Create(Node);
        identities.Start(Machine);
        _witness.IsFull = true;
        Assert.Throws<StoreException>(() => identities.Start(Machine));
        _witness.IsFull = false;

        Assert.Equal(3u, identities.Start(Machine).Epoch);
    }

    [Fact]
    public void A_disk_that_takes_nothing_begins_no_start()
    {
        NodeIdentityStore identities = new(_store, _witness);
        identities.Create(Node);
        _store.IsFull = true;

        Assert.Throws<StoreException>(() => identities.Start(Machine));

        Assert.Equal(0u, _witness.Last);
    }

    [Theory]
    [InlineData(new byte[] { 9 }, "version 9")]
    [InlineData(new byte[] { 1, 2, 3 }, "cannot be read")]
    public void A_damaged_row_is_named_and_not_taken_for_no_identity(byte[] row, string words)
    {
        _store.Commit([new StoreWrite(NodeIdentityStore.Bucket, "node"u8.ToArray(), row)]);

        StoreException refused = Assert.Throws<StoreException>(() => new NodeIdentityStore(_store, _witness).Start(Machine));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
