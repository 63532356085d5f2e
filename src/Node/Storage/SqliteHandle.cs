using Microsoft.Win32.SafeHandles;

namespace MeshNet.Node.Storage;

/// <summary>An open database.</summary>
internal sealed class SqliteHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => Sqlite3.sqlite3_close_v2(handle) == Sqlite3.SQLITE_OK;
}
