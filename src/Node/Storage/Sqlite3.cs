using System.Runtime.InteropServices;

namespace MeshNet.Node.Storage;

/// <summary>The part of SQLite's C interface (sqlite3.h) that the store uses, from the system's library. Names are the library's own.</summary>
internal static partial class Sqlite3
{
    public const int SQLITE_OK = 0;
    public const int SQLITE_ROW = 100;
    public const int SQLITE_DONE = 101;

    public const int SQLITE_OPEN_READWRITE = 0x2;
    public const int SQLITE_OPEN_NOMUTEX = 0x8000;
    public const int SQLITE_OPEN_EXRESCODE = 0x2000000;

    private const string Library = "libsqlite3.so.0";

    /// <summary>SQLITE_TRANSIENT: the library makes its own copy of what is bound.</summary>
    private const nint SQLITE_TRANSIENT = -1;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_open_v2(string filename, out SqliteHandle ppDb, int flags, string? zVfs);

    [LibraryImport(Library)]
    public static partial int sqlite3_close_v2(nint db);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_prepare_v2(SqliteHandle db, string zSql, int nByte, out StatementHandle ppStmt, nint pzTail);

    [LibraryImport(Library)]
    public static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_step(StatementHandle statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_reset(StatementHandle statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_text(StatementHandle statement, int index, ReadOnlySpan<byte> value, int n, nint destructor);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_blob(StatementHandle statement, int index, ReadOnlySpan<byte> value, int n, nint destructor);

    [LibraryImport(Library)]
    public static partial nint sqlite3_column_blob(StatementHandle statement, int iCol);

    [LibraryImport(Library)]
    public static partial nint sqlite3_column_text(StatementHandle statement, int iCol);

    [LibraryImport(Library)]
    public static partial int sqlite3_column_bytes(StatementHandle statement, int iCol);

    [LibraryImport(Library)]
    public static partial int sqlite3_column_int(StatementHandle statement, int iCol);

    [LibraryImport(Library)]
    public static partial nint sqlite3_errmsg(SqliteHandle db);

    [LibraryImport(Library)]
    public static partial nint sqlite3_errstr(int code);

    [LibraryImport(Library)]
    public static partial int sqlite3_system_errno(SqliteHandle db);

    [LibraryImport(Library)]
    public static partial int sqlite3_get_autocommit(SqliteHandle db);

    public static nint Transient => SQLITE_TRANSIENT;
}
