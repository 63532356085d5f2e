using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace MeshNet.Linux.Interop;

/// <summary>A file descriptor of ours, closed once, when nobody uses it any more.</summary>
internal sealed class SafeDescriptor : SafeHandleMinusOneIsInvalid
{
    public SafeDescriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>The number, for a message that carries it. The caller keeps this object alive until the kernel has read it.</summary>
    public int Number => (int)handle;

    /// <summary>Hands the descriptor to another owner; this object no longer closes it.</summary>
    public nint Release()
    {
        nint number = handle;
        SetHandleAsInvalid();
        return number;
    }

    protected override bool ReleaseHandle() => LibC.close((int)handle) == 0;
}

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
