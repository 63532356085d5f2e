using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Neighbours;
using MeshNet.Linux.Routes;

namespace MeshNet.Linux.Netlink;

/// <summary>All typed operations over one socket: one network namespace as the kernel shows it to us.</summary>
public sealed class RoutingNetlink : IDisposable
{
    private readonly NetlinkSocket _socket;

    private RoutingNetlink(NetlinkSocket socket)
    {
        _socket = socket;
        Links = new LinkOperations(socket);
        Addresses = new AddressOperations(socket);
        Routes = new RouteOperations(socket);
        Neighbours = new NeighbourOperations(socket);
        Fdb = new FdbOperations(socket);
    }

    public LinkOperations Links { get; }

    public AddressOperations Addresses { get; }

    public RouteOperations Routes { get; }

    public NeighbourOperations Neighbours { get; }

    public FdbOperations Fdb { get; }

    /// <summary>The calling thread's network namespace.</summary>
    public static RoutingNetlink Open() => new(NetlinkSocket.Open());

    public static RoutingNetlink Open(NetworkNamespace networkNamespace) => new(NetlinkSocket.Open(networkNamespace));

    public void Dispose() => _socket.Dispose();
}
