using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;

namespace MeshNet.Node.Driver;

/// <summary>A container's own network namespace, seen from outside.</summary>
internal sealed class ContainerSide : IDisposable
{
    private const int InterfacesMax = 256;

    private ContainerSide(NetworkNamespace @namespace)
    {
        Namespace = @namespace;
        Netlink = RoutingNetlink.Open(@namespace);
    }

    public NetworkNamespace Namespace { get; }

    public RoutingNetlink Netlink { get; }

    /// <exception cref="IOException">The process is gone.</exception>
    public static ContainerSide Open(int processId) => new(NetworkNamespace.OpenOfProcess(processId));

    /// <summary>
    /// The name that an interface with this MAC has, or the first of eth0, eth1, … that is free: what Docker would call it.
    /// </summary>
    /// <param name="mac">Unique, so that an interface which has it is the one that is meant.</param>
    /// <param name="first">The number to begin with.</param>
    /// <exception cref="IOException">All names are taken.</exception>
    public string InterfaceFor(MacAddress mac, int first = 0)
    {
        IReadOnlyList<Link> links = Netlink.Links.List();
        if (links.FirstOrDefault(link => link.Mac == mac) is { } present)
        {
            return present.Name;
        }

        HashSet<string> taken = [.. links.Select(link => link.Name)];
        for (int number = first; number < InterfacesMax; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"eth{number}");
            if (!taken.Contains(name))
            {
                return name;
            }
        }

        throw new IOException($"{Namespace.Description} has {InterfacesMax} interfaces already");
    }

    public void Dispose()
    {
        Netlink.Dispose();
        Namespace.Dispose();
    }
}
