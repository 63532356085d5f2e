using System.Runtime.InteropServices;

namespace MeshNet.Linux.Interop;

/// <summary>
/// One use of a handle's descriptor in system calls, for which it passes as its number. Until it is disposed of nobody else closes the
/// descriptor, whose number could be another's by then.
/// </summary>
internal readonly ref struct BorrowedDescriptor
{
    private readonly SafeHandle _handle;

    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    public BorrowedDescriptor(SafeHandle handle)
    {
        _handle = handle;
        bool isHeld = false;
        handle.DangerousAddRef(ref isHeld);
    }

    public static implicit operator int(BorrowedDescriptor borrowed) => (int)borrowed._handle.DangerousGetHandle();

    public void Dispose() => _handle.DangerousRelease();
}
