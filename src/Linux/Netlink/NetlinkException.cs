namespace MeshNet.Linux.Netlink;

/// <summary>
/// The kernel refused a request. The message is a sentence of three parts: what was asked, the error's name and, when it
/// sent one, the kernel's own explanation:
/// "create vxlan mnvx0: File exists (EEXIST): A VXLAN device with the specified VNI already exists".
/// </summary>
public sealed class NetlinkException : IOException
{
    public NetlinkException(string operation, int errno, string? kernelText = null)
        : base($"{operation}: {Interop.Errno.Describe(errno)}{(kernelText is null ? "" : $": {kernelText}")}")
    {
        Operation = operation;
        Errno = errno;
        KernelText = kernelText;
    }

    /// <summary>What was asked of the kernel, such as "create vxlan mnvx0".</summary>
    public string Operation { get; }

    /// <summary>The error number, such as <see cref="Tmds.Linux.LibC.EEXIST"/>.</summary>
    public int Errno { get; }

    /// <summary>The error's symbol, such as "EEXIST".</summary>
    public string ErrnoName => Interop.Errno.Name(Errno);

    /// <summary>The kernel's extended acknowledgement (NLMSGERR_ATTR_MSG), when there was one.</summary>
    public string? KernelText { get; }
}

/// <summary>One edit of a batch that the kernel refused. The others of the batch were carried out.</summary>
public sealed record BatchFailure<T>(T Edit, NetlinkException Error);
