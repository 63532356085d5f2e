using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.Tests.Support;
using MeshNet.Protocol;
using MeshNet.Testing;

namespace MeshNet.Actors.Tests.Identity;

public sealed class IdentityRowFuzzTests
{
    private const string Machine = "00112233445566778899aabbccddeeff";

    [Fact]
    public void A_damaged_identity_is_read_or_refused_with_a_sentence()
    {
        FakeStore store = new();
        new NodeIdentityStore(store, new FakeWitness()).Create(
            new NodeIdentity(new NodeId(7), "docker-node1", new ClusterId(9), new ClusterSecret(new byte[ClusterSecret.Length]), Machine));
        KeyValuePair<byte[], byte[]>[] rows = [.. store.Read(NodeIdentityStore.Bucket)];
        int read = 0;
        foreach (Random random in Fuzz.Rounds())
        {
            (byte[] key, byte[] value) = rows[random.Next(rows.Length)];
            byte[] damaged = random.Next(8) == 0 ? Fuzz.Noise(random, 100) : Fuzz.Damage(random, value);
            store.Commit([new StoreWrite(NodeIdentityStore.Bucket, key, damaged)]);
            read += Fuzz.Takes<StoreException>(damaged, _ => new NodeIdentityStore(store, new FakeWitness()).Start(Machine)) ? 1 : 0;
            store.Commit([.. rows.Select(row => new StoreWrite(NodeIdentityStore.Bucket, row.Key, row.Value))]);
        }

        Assert.True(read > 0);
    }
}
