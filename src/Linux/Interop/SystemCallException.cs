using Tmds.Linux;

namespace MeshNet.Linux.Interop;

/// <summary>A call into the kernel failed. The message says what was tried and what the kernel answered.</summary>
public sealed class SystemCallException : IOException
{
    public SystemCallException(string operation, int errno)
        : base($"{operation}: {Interop.Errno.Describe(errno)}") => Errno = errno;

    /// <summary>The error number, such as <see cref="LibC.EBUSY"/>.</summary>
    public int Errno { get; }

    /// <summary>Throws when <paramref name="result"/> is negative; the error number is the calling thread's last one.</summary>
    internal static int ThrowIfNegative(int result, string operation) =>
        result >= 0 ? result : throw new SystemCallException(operation, LibC.errno);
}

/// <summary>Linux's error numbers in words.</summary>
public static class Errno
{
    /// <summary>The symbol, such as "EEXIST"; "errno 4711" for a number without one.</summary>
    public static string Name(int errno) => Marshal.PtrToStringUTF8(LibcAdditions.strerrorname_np(errno)) ?? $"errno {errno}";

    /// <summary>The C library's words and the symbol: "File exists (EEXIST)".</summary>
    public static string Describe(int errno) => $"{Marshal.GetPInvokeErrorMessage(errno)} ({Name(errno)})";
}
