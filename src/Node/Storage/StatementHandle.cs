using Microsoft.Win32.SafeHandles;

namespace MeshNet.Node.Storage;

/// <summary>A prepared statement. Its finalisation repeats the last step's error, which the step has reported already.</summary>
internal sealed class StatementHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        _ = Sqlite3.sqlite3_finalize(handle);
        return true;
    }
}
