using System.Text;
using MeshNet.Actors.Gossip;
using MeshNet.Node.Storage;
using MeshNet.Protocol;
using Microsoft.Data.Sqlite;

namespace MeshNet.Node.Tests.Storage;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Rows_come_back_in_the_order_of_their_keys_after_a_reopening()
    {
        using (SqliteStore store = Open())
        {
            store.Commit([Put("a", [2], "two"), Put("a", [1, 0], "one-zero"), Put("a", [1], "one"), Put("b", [0], "other")]);
        }

        using SqliteStore again = Open();
        Assert.Equal(["one", "one-zero", "two"], again.Read("a").Select(row => Encoding.UTF8.GetString(row.Value)));
        Assert.Equal([[1], [1, 0], [2]], again.Read("a").Select(row => row.Key));
        Assert.Single(again.Read("b"));
        Assert.Empty(again.Read("c"));
    }

    [Fact]
    public void A_row_is_replaced_and_deleted()
    {
        using SqliteStore store = Open();
        store.Commit([Put("a", [1], "old")]);
        store.Commit([Put("a", [1], "new"), new StoreWrite("a", [2], [])]);
        Assert.Equal(["new", ""], store.Read("a").Select(row => Encoding.UTF8.GetString(row.Value)));

        store.Commit([new StoreWrite("a", [1], null), new StoreWrite("a", [9], null)]);
        Assert.Equal([[2]], store.Read("a").Select(row => row.Key));
    }

    [Fact]
    public void A_large_value_comes_back_whole()
    {
        byte[] large = new byte[3_000_000];
        new Random(1).NextBytes(large);
        using (SqliteStore store = Open())
        {
            store.Commit([new StoreWrite("a", [1], large)]);
        }

        using SqliteStore again = Open();
        Assert.Equal(large, again.Read("a").Single().Value);
    }

    [Fact]
    public void The_files_are_for_their_owner_alone()
    {
        string directory = Path.Combine(_directory.Path, "new");
        using SqliteStore store = new(directory);
        store.Commit([Put("a", [1], "x")]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        foreach (string file in Directory.GetFiles(directory, "meshnet.db*"))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_second_daemon_is_refused_with_the_first_ones_pid()
    {
        using SqliteStore store = Open();
        StoreException refused = Assert.Throws<StoreException>(Open);
        Assert.Contains($"in use by process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_another_program_holds_is_reported_with_what_to_do()
    {
        Open().Dispose();
        using SqliteConnection holder = new($"Data Source={StorePath};Pooling=False");
        holder.Open();
        using SqliteCommand hold = new("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", holder);
        hold.ExecuteNonQuery();

        Assert.Contains("in use by another program: stop it", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_index_of_the_log_is_mapped_from_a_file_and_nothing_stays_locked_at_the_end()
    {
        for (int start = 0; start < 2; start++)
        {
            using SqliteStore store = Open();
            store.Commit([Put("a", [1], $"{start}")]);
            Assert.Equal(["meshnet.db", "meshnet.db-wal", "meshnet.lock"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
        }
    }

    [Fact]
    public void What_is_written_without_a_sync_is_read_and_kept_like_the_rest()
    {
        using (SqliteStore store = Open())
        {
            store.Write([Put("a", [1], "written")]);
            store.Commit([Put("a", [2], "committed")]);
            Assert.Equal(["written", "committed"], store.Read("a").Select(row => Encoding.UTF8.GetString(row.Value)));
        }

        using SqliteStore again = Open();
        Assert.Equal(2, again.Read("a").Count());
    }

    [Fact]
    public void A_later_layout_is_left_alone()
    {
        using (SqliteStore store = Open())
        {
            store.Commit([Put("a", [1], "x")]);
        }

        using (SqliteConnection connection = new($"Data Source={StorePath};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = new("PRAGMA user_version = 99", connection);
            command.ExecuteNonQuery();
        }

        Assert.Contains("later version", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_reported_at_opening_with_what_to_do()
    {
        using (SqliteStore store = Open())
        {
            store.Commit([.. Enumerable.Range(0, 2000).Select(i => Put("a", BitConverter.GetBytes(i), new string('x', 100)))]);
        }

        using (FileStream file = new(StorePath, FileMode.Open))
        {
            file.Position = 4096 * 5;
            file.Write(new byte[4096 * 4].Select(_ => (byte)0xA5).ToArray());
        }

        StoreException refused = Assert.Throws<StoreException>(Open);
        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains("meshnet reset", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_reported()
    {
        File.WriteAllText(StorePath, "this is no database, and long enough to have a header of a hundred bytes, which SQLite looks at first of all.");
        Assert.Contains("is damaged", Assert.Throws<StoreException>(Open).Message, StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void A_full_disk_refuses_the_commit_keeps_what_was_there_and_takes_the_next()
    {
        using TemporaryDirectory small = new(tmpfsSize: "512k");
        using SqliteStore store = new(small.Path);
        store.Commit([Put("a", [1], "kept")]);

        StoreException refused = Assert.Throws<StoreException>(() => store.Commit([new StoreWrite("a", [2], new byte[1_000_000])]));

        Assert.Contains("is full", refused.Message, StringComparison.Ordinal);
        Assert.Equal([[1]], store.Read("a").Select(row => row.Key));
        store.Commit([Put("a", [3], "small")]);
        Assert.Equal(["kept", "small"], store.Read("a").Select(row => Encoding.UTF8.GetString(row.Value)));
    }

    [PrivilegedFact]
    public void A_disk_that_is_full_from_the_start_is_reported_at_opening()
    {
        using TemporaryDirectory small = new(tmpfsSize: "64k");
        File.WriteAllBytes(Path.Combine(small.Path, "ballast"), new byte[60 * 1024]);
        Assert.Contains("is full", Assert.Throws<StoreException>(() => new SqliteStore(small.Path)).Message, StringComparison.Ordinal);
    }

    [PrivilegedFact]
    public void A_read_only_disk_is_reported()
    {
        using TemporaryDirectory small = new(tmpfsSize: "1m");
        using (SqliteStore store = new(small.Path))
        {
            store.Commit([Put("a", [1], "x")]);
        }

        small.Remount("ro");
        StoreException refused = Assert.Throws<StoreException>(() => new SqliteStore(small.Path));
        Assert.Contains("ead-only", refused.Message, StringComparison.Ordinal);
        small.Remount("rw");
    }

    public void Dispose() => _directory.Dispose();

    private string StorePath => Path.Combine(_directory.Path, SqliteStore.FileName);

    private SqliteStore Open() => new(_directory.Path);

    private static StoreWrite Put(string bucket, byte[] key, string value) => new(bucket, key, Encoding.UTF8.GetBytes(value));
}
