using System.Runtime.InteropServices;
using MeshNet.Actors.Gossip;
using MeshNet.Protocol;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MeshNet.Node.Storage;

/// <summary>
/// The node's disk as one SQLite table. A commit is one transaction in the write-ahead log, synced before it returns (R6). The file is
/// held exclusively, so the log's index lives in memory and a full disk cannot hit a mapped file. Safe for several threads.
/// </summary>
public sealed class SqliteStore : IDurableStore, IDisposable
{
    public const string FileName = "meshnet.db";

    /// <summary>Of the table's layout; a program that finds a higher one leaves the file alone.</summary>
    private const int SchemaVersion = 1;

    private readonly Lock _gate = new();
    private readonly StateLock _lock;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _end;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _read;

    static SqliteStore()
    {
        // Hosts have the library under its versioned name; the plain one comes with the packages of developers.
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_sqlite3).Assembly, (name, _, _) => name == "sqlite3" ? NativeLibrary.Load("libsqlite3.so.0") : 0);
        raw.SetProvider(new SQLite3Provider_sqlite3());
    }

    /// <summary>Opens the store of a state directory, making both if they are not there.</summary>
    /// <exception cref="StoreException">Another daemon holds it, or it is damaged, read-only, of a later version, on a full disk.</exception>
    public SqliteStore(string directory)
    {
        StateDirectory.Ensure(directory);
        FilePath = Path.Combine(directory, FileName);
        _lock = Guard(() => new StateLock(directory));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            Mode = SqliteOpenMode.ReadWrite,
            // A pooled connection would keep its lock on the file after its end.
            Pooling = false,
            // Seconds that a file in another's hands is waited for.
            DefaultTimeout = 1,
        }.ToString());
        _begin = Command("BEGIN IMMEDIATE");
        _end = Command("COMMIT");
        _put = Command("INSERT INTO kv (bucket, key, value) VALUES ($bucket, $key, $value) ON CONFLICT DO UPDATE SET value = $value");
        _put.Parameters.AddRange([Text(), Blob("$key"), Blob("$value")]);
        _delete = Command("DELETE FROM kv WHERE bucket = $bucket AND key = $key");
        _delete.Parameters.AddRange([Text(), Blob("$key")]);
        _read = Command("SELECT key, value FROM kv WHERE bucket = $bucket ORDER BY key");
        _read.Parameters.Add(Text());
        try
        {
            Guard(() => EnsureFile(FilePath));
            Explained(Open);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string FilePath { get; }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket) => Explained(() =>
    {
        List<KeyValuePair<byte[], byte[]>> rows = [];
        _read.Parameters[0].Value = bucket;
        using SqliteDataReader reader = _read.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)));
        }

        return rows;
    });

    public void Commit(IReadOnlyCollection<StoreWrite> writes) => Explained(() => Transact(writes));

    public void Write(IReadOnlyCollection<StoreWrite> writes) => Explained(() =>
    {
        // The log is written and not synced; the next commit that is synced syncs it from its beginning.
        Execute("PRAGMA synchronous = NORMAL");
        try
        {
            return Transact(writes);
        }
        finally
        {
            Execute("PRAGMA synchronous = FULL");
        }
    });

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (SqliteCommand command in (SqliteCommand[])[_begin, _end, _put, _delete, _read])
            {
                command.Dispose();
            }

            _connection.Dispose();
            _lock.Dispose();
        }
    }

    private static SqliteParameter Text() => new("$bucket", SqliteType.Text);

    private static SqliteParameter Blob(string name) => new(name, SqliteType.Blob);

    private SqliteCommand Command(string sql) => new(sql, _connection);

    private bool Transact(IReadOnlyCollection<StoreWrite> writes)
    {
        _begin.ExecuteNonQuery();
        try
        {
            foreach (StoreWrite write in writes)
            {
                Apply(write);
            }

            _end.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            // After a full disk or a failing one SQLite has rolled back by itself, and there is nothing left to undo.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                Execute("ROLLBACK");
            }

            throw;
        }
    }

    private void Apply(StoreWrite write)
    {
        SqliteCommand command = write.Value is null ? _delete : _put;
        command.Parameters[0].Value = write.Bucket;
        command.Parameters[1].Value = write.Key;
        if (write.Value is { } value)
        {
            command.Parameters[2].Value = value;
        }

        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    private object? Query(string sql)
    {
        using SqliteCommand command = Command(sql);
        return command.ExecuteScalar();
    }

    private bool Open()
    {
        _connection.Open();
        // Exclusive before the first access: SQLite then needs no shared-memory file.
        Execute("PRAGMA locking_mode = EXCLUSIVE");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        if (Query("PRAGMA quick_check(1)") is string health and not "ok")
        {
            throw new StoreException(SqliteTrouble.Damaged(FilePath, health));
        }

        long version = (long)Query("PRAGMA user_version")!;
        if (version > SchemaVersion)
        {
            throw new StoreException(
                $"the store {FilePath} was written by a later version of meshnet (layout {version}, and this one knows only {SchemaVersion}): "
                + "install that version again");
        }

        if (version == 0)
        {
            Execute("BEGIN IMMEDIATE");
            Execute("CREATE TABLE kv (bucket TEXT, key BLOB, value BLOB, PRIMARY KEY (bucket, key)) WITHOUT ROWID");
            Execute($"PRAGMA user_version = {SchemaVersion}");
            Execute("COMMIT");
        }

        return true;
    }

    /// <summary>For one thread at a time, and with every error as a sentence that names the file.</summary>
    private T Explained<T>(Func<T> use)
    {
        lock (_gate)
        {
            try
            {
                return use();
            }
            catch (SqliteException trouble)
            {
                throw SqliteTrouble.Explain(FilePath, trouble);
            }
        }
    }

    /// <summary>SQLite would make the file readable by others; its log takes over the file's mode.</summary>
    private static bool EnsureFile(string path)
    {
        bool isNew = !File.Exists(path);
        if (isNew)
        {
            using FileStream file = new(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }

        return isNew;
    }

    private static T Guard<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the state directory cannot be used: {trouble.Message}", trouble);
        }
    }
}
