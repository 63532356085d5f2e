using System.Runtime.InteropServices;

namespace MeshNet.Linux.Interop;

/// <summary>Linux's error numbers in words.</summary>
public static class Errno
{
    /// <summary>The symbol, such as "EEXIST"; "errno 4711" for a number without one.</summary>
    public static string Name(int errno) => Marshal.PtrToStringUTF8(LibcAdditions.strerrorname_np(errno)) ?? $"errno {errno}";

    /// <summary>The C library's words and the symbol: "File exists (EEXIST)".</summary>
    public static string Describe(int errno) => $"{Marshal.GetPInvokeErrorMessage(errno)} ({Name(errno)})";
}
