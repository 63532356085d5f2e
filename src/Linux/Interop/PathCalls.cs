using System.Text;
using Tmds.Linux;

namespace MeshNet.Linux.Interop;

/// <summary>System calls that take paths, which Tmds.LibC wants as zero-terminated bytes. A negative result: errno says why.</summary>
internal static unsafe class PathCalls
{
    public static int Open(string path, int flags, ushort mode = 0)
    {
        fixed (byte* bytes = Terminated(path))
        {
            return LibC.open(bytes, flags, mode);
        }
    }

    public static int Mount(string source, string target, string? type, ulong_t flags)
    {
        fixed (byte* sourceBytes = Terminated(source), targetBytes = Terminated(target), typeBytes = type is null ? null : Terminated(type))
        {
            return LibC.mount(sourceBytes, targetBytes, typeBytes, flags, null);
        }
    }

    public static int Unmount(string target, int flags)
    {
        fixed (byte* bytes = Terminated(target))
        {
            return LibC.umount2(bytes, flags);
        }
    }

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
