using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;

namespace MeshNet.Node.Names;

/// <summary>
/// Where a sandbox's server takes queries: 127.0.0.12, at ports that the kernel chooses as it does for Docker's own resolver. A
/// fixed port would forbid it to every program in the container that listens on all addresses.
/// </summary>
internal sealed class SandboxSockets : IDisposable
{
    private const int LoopbackIndex = 1;
    private const int ListenBacklog = 16;

    private static readonly IPEndPoint AnyPort = new(IPAddress.Parse("127.0.0.12"), 0);

    private SandboxSockets(Socket datagrams, Socket listener)
    {
        Datagrams = datagrams;
        Listener = listener;
    }

    public Socket Datagrams { get; }

    public Socket Listener { get; }

    /// <exception cref="IOException">The kernel refused; the message says what.</exception>
    public static SandboxSockets Open(NetworkNamespace sandbox)
    {
        // Docker names the sandbox before it brings its loopback up.
        using (NetlinkSocket netlink = NetlinkSocket.Open(sandbox))
        {
            new LinkOperations(netlink).Set(LoopbackIndex, new LinkChange { Up = true });
        }

        Socket datagrams = sandbox.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram);
        Socket? listener = null;
        try
        {
            datagrams.Bind(AnyPort);
            listener = sandbox.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream);
            listener.Bind(AnyPort);
            listener.Listen(ListenBacklog);
            return new SandboxSockets(datagrams, listener);
        }
        catch (SocketException exception)
        {
            datagrams.Dispose();
            listener?.Dispose();
            throw new IOException($"listen on {AnyPort.Address} in {sandbox.Description}: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        Datagrams.Dispose();
        Listener.Dispose();
    }
}
