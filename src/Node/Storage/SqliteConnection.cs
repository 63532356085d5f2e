using System.Runtime.InteropServices;
using System.Text;
using MeshNet.Actors.Gossip;

namespace MeshNet.Node.Storage;

/// <summary>A database and statements on it, with every error as a <see cref="StoreException"/> that names the file. For one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly SqliteHandle _database;

    public SqliteConnection(string path)
    {
        Path = path;
        int code = Sqlite3.sqlite3_open_v2(
            path, out _database, Sqlite3.SQLITE_OPEN_READWRITE | Sqlite3.SQLITE_OPEN_NOMUTEX | Sqlite3.SQLITE_OPEN_EXRESCODE, null);
        Check(code);
    }

    public string Path { get; }

    public bool InTransaction => Sqlite3.sqlite3_get_autocommit(_database) == 0;

    public StatementHandle Prepare(string sql)
    {
        Check(Sqlite3.sqlite3_prepare_v2(_database, sql, -1, out StatementHandle statement, 0));
        return statement;
    }

    public void Execute(string sql)
    {
        using StatementHandle statement = Prepare(sql);
        while (Step(statement))
        {
        }
    }

    /// <summary>The first column of the first row.</summary>
    public int QueryInt32(string sql)
    {
        using StatementHandle statement = Prepare(sql);
        return Step(statement) ? Sqlite3.sqlite3_column_int(statement, 0) : 0;
    }

    /// <summary>The first column of the first row.</summary>
    public string QueryText(string sql)
    {
        using StatementHandle statement = Prepare(sql);
        return Step(statement) ? Marshal.PtrToStringUTF8(Sqlite3.sqlite3_column_text(statement, 0)) ?? "" : "";
    }

    /// <summary>True for a row, false at the end.</summary>
    public bool Step(StatementHandle statement)
    {
        int code = Sqlite3.sqlite3_step(statement);
        if (code is Sqlite3.SQLITE_ROW or Sqlite3.SQLITE_DONE)
        {
            return code == Sqlite3.SQLITE_ROW;
        }

        StoreException trouble = Trouble(code);
        _ = Sqlite3.sqlite3_reset(statement);
        throw trouble;
    }

    public void Reset(StatementHandle statement) => Check(Sqlite3.sqlite3_reset(statement));

    public void BindText(StatementHandle statement, int index, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Check(Sqlite3.sqlite3_bind_text(statement, index, bytes, bytes.Length, Sqlite3.Transient));
    }

    public void BindBlob(StatementHandle statement, int index, byte[] value)
    {
        // A null pointer would bind NULL; an empty blob is a value.
        ReadOnlySpan<byte> bytes = value.Length == 0 ? [0] : value;
        Check(Sqlite3.sqlite3_bind_blob(statement, index, bytes, value.Length, Sqlite3.Transient));
    }

    public static byte[] ColumnBlob(StatementHandle statement, int column)
    {
        nint pointer = Sqlite3.sqlite3_column_blob(statement, column);
        byte[] bytes = new byte[Sqlite3.sqlite3_column_bytes(statement, column)];
        if (bytes.Length > 0)
        {
            Marshal.Copy(pointer, bytes, 0, bytes.Length);
        }

        return bytes;
    }

    public void Dispose() => _database.Dispose();

    private void Check(int code)
    {
        if (code != Sqlite3.SQLITE_OK)
        {
            throw Trouble(code);
        }
    }

    private StoreException Trouble(int code)
    {
        string said = _database.IsInvalid
            ? Marshal.PtrToStringUTF8(Sqlite3.sqlite3_errstr(code)) ?? ""
            : Marshal.PtrToStringUTF8(Sqlite3.sqlite3_errmsg(_database)) ?? "";
        int errno = _database.IsInvalid ? 0 : Sqlite3.sqlite3_system_errno(_database);
        return SqliteTrouble.Explain(Path, code, said, errno);
    }
}
