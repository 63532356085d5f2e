using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Node.Storage;

namespace MeshNet.Node.Tests.Storage;

public sealed class StartWitnessFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string File => Path.Combine(_directory.Path, "last-start");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Before_the_first_start_there_were_none() => Assert.Equal(0u, new StartWitnessFile(_directory.Path).Read());

    [Fact]
    public void What_one_start_wrote_the_next_one_reads()
    {
        new StartWitnessFile(_directory.Path).Write(41);
        new StartWitnessFile(_directory.Path).Write(42);

        Assert.Equal(42u, new StartWitnessFile(_directory.Path).Read());
        Assert.Equal("42\n", System.IO.File.ReadAllText(File));
        Assert.Equal([File], Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("4294967296")]
    [InlineData("one")]
    public void A_damaged_number_is_named_and_not_taken_for_none(string content)
    {
        System.IO.File.WriteAllText(File, content);

        StoreException refused = Assert.Throws<StoreException>(() => new StartWitnessFile(_directory.Path).Read());

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"'{content}'", refused.Message, StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void A_full_disk_is_said_and_keeps_the_former_number()
    {
        using TemporaryDirectory small = new(tmpfsSize: "16k");
        StartWitnessFile witness = new(small.Path);
        witness.Write(1);
        System.IO.File.WriteAllBytes(Path.Combine(small.Path, "filler"), new byte[12 * 1024]);

        StoreException refused = Assert.Throws<StoreException>(() => witness.Write(2));

        Assert.Contains("last-start", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1u, witness.Read());
    }

    [Fact]
    public void A_store_put_back_from_a_backup_does_not_start_on_real_files()
    {
        NodeIdentity node = new(new NodeId(7), "node1", new ClusterId(9), new ClusterSecret(new byte[ClusterSecret.Length]), "machine");
        string live = Path.Combine(_directory.Path, "live");
        string backup = Path.Combine(_directory.Path, "backup");
        StateDirectory.Ensure(backup);
        using (SqliteStore store = new(live))
        {
            NodeIdentityStore identities = new(store, new StartWitnessFile(_directory.Path));
            identities.Create(node);
            Assert.Equal(1u, identities.Start("machine").Epoch);
        }

        foreach (string file in Directory.GetFiles(live))
        {
            System.IO.File.Copy(file, Path.Combine(backup, Path.GetFileName(file)));
        }

        using (SqliteStore store = new(live))
        {
            Assert.Equal(2u, new NodeIdentityStore(store, new StartWitnessFile(_directory.Path)).Start("machine").Epoch);
        }

        using SqliteStore restored = new(backup);
        StoreException refused = Assert.Throws<StoreException>(
            () => new NodeIdentityStore(restored, new StartWitnessFile(_directory.Path)).Start("machine"));
        Assert.Contains("ends with start 1, but there was a start 2", refused.Message, StringComparison.Ordinal);
    }
}
