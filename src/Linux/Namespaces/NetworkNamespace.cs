using Tmds.Linux;
using static MeshNet.Linux.Interop.LibcAdditions;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Namespaces;

/// <summary>A handle on a network namespace (network_namespaces(7)). The namespace lives at least as long as the handle.</summary>
public sealed class NetworkNamespace : IDisposable
{
    private readonly SafeDescriptor _descriptor;

    private NetworkNamespace(SafeDescriptor descriptor, string description)
    {
        _descriptor = descriptor;
        Description = description;
        Inode = ReadInode();
    }

    /// <summary>Its name in messages: its path, or the process that it was taken from.</summary>
    public string Description { get; }

    /// <summary>The number that identifies a namespace while it lives, the one in "net:[4026531840]".</summary>
    public ulong Inode { get; }

    /// <summary>For messages that name the namespace. Keep this object alive until the kernel has read them.</summary>
    internal int DescriptorNumber => _descriptor.Number;

    /// <summary>Makes a namespace, with its loopback up, that only the handle keeps alive.</summary>
    public static NetworkNamespace Create() => DedicatedThread.Run(() =>
    {
        NamespaceFile.UnshareNetwork();
        return OpenCurrent();
    });

    /// <summary>The calling thread's own.</summary>
    public static NetworkNamespace OpenCurrent() => Open("/proc/thread-self/ns/net", "the current network namespace");

    /// <summary>Opens the file that keeps a namespace, such as /run/meshnet/netns/demo or Docker's SandboxKey.</summary>
    /// <exception cref="SystemCallException">There is no such file, or no namespace is mounted on it (EINVAL).</exception>
    public static NetworkNamespace Open(string path) => Open(path, $"network namespace {path}");

    /// <summary>Opens the namespace of a process.</summary>
    /// <param name="processId">As this process sees it.</param>
    public static NetworkNamespace OpenOfProcess(int processId) =>
        Open($"/proc/{processId}/ns/net", $"the network namespace of process {processId}");

    public void Dispose() => _descriptor.Dispose();

    /// <summary>
    /// Runs a function on a thread of its own inside the namespace and waits for it. It must neither await nor start threads, tasks or
    /// asynchronous input and output: a thread born there, of the pool for instance, would stay in the namespace for ever.
    /// </summary>
    public T Run<T>(Func<T> function) => DedicatedThread.Run(() =>
    {
        using (BorrowedDescriptor used = new(_descriptor))
        {
            SystemCallException.ThrowIfNegative(setns(used, CLONE_NEWNET), $"enter {Description}");
        }

        return function();
    });

    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public void Run(Action action) => Run(() =>
    {
        action();
        return 0;
    });

    /// <summary>Makes a socket that belongs to this namespace and may be used from anywhere.</summary>
    public Socket CreateSocket(AddressFamily family, SocketType type)
    {
        int domain = family switch
        {
            AddressFamily.InterNetwork => AF_INET,
            AddressFamily.InterNetworkV6 => AF_INET6,
            _ => throw new ArgumentException($"A socket of family {family} is not supported: use IPv4 or IPv6.", nameof(family)),
        };
        int kind = type switch
        {
            SocketType.Stream => SOCK_STREAM,
            SocketType.Dgram => SOCK_DGRAM,
            _ => throw new ArgumentException($"A socket of type {type} is not supported: use Stream or Dgram.", nameof(type)),
        };
        // Only the system call happens inside: the Socket class may start threads, which would inherit the namespace.
        using SafeDescriptor descriptor = Run(() => new SafeDescriptor(SystemCallException.ThrowIfNegative(
            socket(domain, kind | SOCK_CLOEXEC, 0), $"open a socket in {Description}")));
        return new Socket(new SafeSocketHandle(descriptor.Release(), ownsHandle: true));
    }

    private static NetworkNamespace Open(string path, string description)
    {
        int number = SystemCallException.ThrowIfNegative(PathCalls.Open(path, O_RDONLY | O_CLOEXEC), $"open {description}");
        SafeDescriptor descriptor = new(number);
        try
        {
            // The file on which a namespace is about to be mounted, or was, opens as well.
            if (ioctl(number, NS_GET_NSTYPE) != CLONE_NEWNET)
            {
                throw new SystemCallException($"open {description}, which holds no network namespace", EINVAL);
            }

            return new NetworkNamespace(descriptor, description);
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    private unsafe ulong ReadInode()
    {
        statx status;
        byte nothing = 0;
        using BorrowedDescriptor used = new(_descriptor);
        SystemCallException.ThrowIfNegative(statx(used, &nothing, AT_EMPTY_PATH, STATX_INO, &status), $"stat {Description}");
        return status.stx_ino;
    }
}
