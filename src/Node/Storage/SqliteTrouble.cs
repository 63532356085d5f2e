using System.Globalization;
using MeshNet.Actors.Gossip;

namespace MeshNet.Node.Storage;

/// <summary>SQLite's result codes as sentences that say what to do.</summary>
internal static class SqliteTrouble
{
    private const int SQLITE_PERM = 3;
    private const int SQLITE_BUSY = 5;
    private const int SQLITE_READONLY = 8;
    private const int SQLITE_IOERR = 10;
    private const int SQLITE_CORRUPT = 11;
    private const int SQLITE_FULL = 13;
    private const int SQLITE_CANTOPEN = 14;
    private const int SQLITE_NOTADB = 26;

    private const int ENOSPC = 28;
    private const int EROFS = 30;
    private const int EDQUOT = 122;

    public static StoreException Explain(string path, int code, string said, int errno)
    {
        string directory = Path.GetDirectoryName(path) ?? path;
        string sentence = (code & 0xFF) switch
        {
            SQLITE_FULL => Full(directory),
            SQLITE_IOERR or SQLITE_CANTOPEN when errno is ENOSPC or EDQUOT => Full(directory),
            SQLITE_READONLY => ReadOnly(path),
            SQLITE_IOERR or SQLITE_CANTOPEN when errno == EROFS => ReadOnly(path),
            SQLITE_CORRUPT or SQLITE_NOTADB => Damaged(path, said),
            SQLITE_BUSY => $"the store {path} is in use by another program: stop it, then start meshnet again",
            SQLITE_PERM or SQLITE_CANTOPEN => $"the store {path} cannot be opened ({said}): meshnet runs as root and needs to write in {directory}",
            SQLITE_IOERR => $"the disk under {directory} fails ({said}, errno {errno}): nothing was written; look at the kernel's log",
            _ => string.Create(CultureInfo.InvariantCulture, $"the store {path} failed: {said} (SQLite {code}, errno {errno})"),
        };
        return new StoreException(sentence);
    }

    public static string Damaged(string path, string said) =>
        $"the store {path} is damaged ({said}). Keep a copy of it, and make this machine a new node: 'meshnet reset --force', then 'meshnet join'; "
        + "the other members keep the networks";

    private static string Full(string directory) =>
        $"the disk under {directory} is full: nothing was written; free some space there, and the same command works again";

    private static string ReadOnly(string path) =>
        $"the store {path} is read-only: nothing was written; remount its file system read-write, or correct its permissions";
}
