using MeshNet.Actors.Gossip;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace MeshNet.Node.Storage;

/// <summary>SQLite's result codes as sentences that say what to do.</summary>
internal static class SqliteTrouble
{
    private const int ENOSPC = 28;
    private const int EROFS = 30;
    private const int EDQUOT = 122;

    public static StoreException Explain(string path, SqliteException trouble)
    {
        string directory = Path.GetDirectoryName(path) ?? path;
        int code = trouble.SqliteErrorCode;
        string said = sqlite3_errstr(trouble.SqliteExtendedErrorCode).utf8_to_string();
        int errno = code is SQLITE_IOERR or SQLITE_CANTOPEN ? ErrnoOf(directory) : 0;
        string sentence = code switch
        {
            SQLITE_FULL => Full(directory),
            SQLITE_READONLY => ReadOnly(path),
            _ when errno is ENOSPC or EDQUOT => Full(directory),
            _ when errno is EROFS => ReadOnly(path),
            SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(path, said),
            SQLITE_BUSY => $"the store {path} is in use by another program: stop it, then start meshnet again",
            SQLITE_PERM or SQLITE_CANTOPEN => $"the store {path} cannot be opened ({said}): run meshnet as root, and let it write in {directory}",
            SQLITE_IOERR => $"the disk under {directory} fails ({said}, SQLite {trouble.SqliteExtendedErrorCode}): nothing was written; look at the kernel's log",
            _ => $"the store {path} failed: {trouble.Message}",
        };
        return new StoreException(sentence, trouble);
    }

    public static string Damaged(string path, string said) =>
        $"the store {path} is damaged ({said}); the other members still have the networks. Keep a copy of it and make this a new node: "
        + "run 'meshnet reset --force', start the daemon, then run 'meshnet join'";

    private static string Full(string directory) =>
        $"the disk under {directory} is full: nothing was written; free some space there, and the same command works again";

    private static string ReadOnly(string path) =>
        $"the store {path} is read-only: nothing was written; remount its file system read-write, or correct its permissions";

    /// <summary>The library does not pass on why the kernel refused a call, so the kernel is asked again: by a file of one page beside the store.</summary>
    private static int ErrnoOf(string directory)
    {
        try
        {
            using FileStream page = new(
                Path.Combine(directory, "probe"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            page.Write(new byte[4096]);
            page.Flush(flushToDisk: true);
            return 0;
        }
        catch (IOException refused)
        {
            return refused.HResult;
        }
        catch (UnauthorizedAccessException)
        {
            // Who may not write there is told so by SQLite's own code.
            return 0;
        }
    }
}
