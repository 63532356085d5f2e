using MeshNet.Actors.Gossip;
using MeshNet.Protocol;

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
    private readonly StatementHandle _put;
    private readonly StatementHandle _delete;
    private readonly StatementHandle _read;

    /// <summary>Opens the store of a state directory, making both if they are not there.</summary>
    /// <exception cref="StoreException">Another daemon holds it, or it is damaged, read-only, of a later version, on a full disk.</exception>
    public SqliteStore(string directory)
    {
        StateDirectory.Ensure(directory);
        FilePath = Path.Combine(directory, FileName);
        _lock = Guard(() => new StateLock(directory));
        SqliteConnection? connection = null;
        try
        {
            Guard(() => EnsureFile(FilePath));
            connection = new SqliteConnection(FilePath);
            Prepare(connection);
            _put = connection.Prepare("INSERT INTO kv (bucket, key, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3");
            _delete = connection.Prepare("DELETE FROM kv WHERE bucket = ?1 AND key = ?2");
            _read = connection.Prepare("SELECT key, value FROM kv WHERE bucket = ?1 ORDER BY key");
            _connection = connection;
        }
        catch
        {
            connection?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    public string FilePath { get; }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket)
    {
        lock (_gate)
        {
            List<KeyValuePair<byte[], byte[]>> rows = [];
            _connection.BindText(_read, 1, bucket);
            while (_connection.Step(_read))
            {
                rows.Add(new(SqliteConnection.ColumnBlob(_read, 0), SqliteConnection.ColumnBlob(_read, 1)));
            }

            _connection.Reset(_read);
            return rows;
        }
    }

    public void Commit(IReadOnlyCollection<StoreWrite> writes)
    {
        lock (_gate)
        {
            _connection.Execute("BEGIN IMMEDIATE");
            try
            {
                foreach (StoreWrite write in writes)
                {
                    Apply(write);
                }

                _connection.Execute("COMMIT");
            }
            catch (StoreException)
            {
                RollBack();
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _put.Dispose();
            _delete.Dispose();
            _read.Dispose();
            _connection.Dispose();
            _lock.Dispose();
        }
    }

    private void Apply(StoreWrite write)
    {
        StatementHandle statement = write.Value is null ? _delete : _put;
        _connection.BindText(statement, 1, write.Bucket);
        _connection.BindBlob(statement, 2, write.Key);
        if (write.Value is { } value)
        {
            _connection.BindBlob(statement, 3, value);
        }

        _connection.Step(statement);
        _connection.Reset(statement);
    }

    /// <summary>SQLite has rolled back by itself after a full disk or an I/O error; then there is nothing left to undo.</summary>
    private void RollBack()
    {
        if (_connection.InTransaction)
        {
            _connection.Execute("ROLLBACK");
        }
    }

    private static void Prepare(SqliteConnection connection)
    {
        // Exclusive before the first access: SQLite then needs no shared-memory file.
        connection.Execute("PRAGMA locking_mode = EXCLUSIVE");
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("PRAGMA synchronous = FULL");
        string health = connection.QueryText("PRAGMA quick_check(1)");
        if (health != "ok")
        {
            throw new StoreException(SqliteTrouble.Damaged(connection.Path, health));
        }

        int version = connection.QueryInt32("PRAGMA user_version");
        if (version > SchemaVersion)
        {
            throw new StoreException(
                $"the store {connection.Path} was written by a later version of meshnet (layout {version}; this one knows {SchemaVersion}): "
                + "install that version again");
        }

        if (version == 0)
        {
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute("CREATE TABLE kv (bucket TEXT, key BLOB, value BLOB, PRIMARY KEY (bucket, key)) WITHOUT ROWID");
            connection.Execute($"PRAGMA user_version = {SchemaVersion}");
            connection.Execute("COMMIT");
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
