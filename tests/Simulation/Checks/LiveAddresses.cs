using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Checks;

/// <summary>
/// I1, judged from engines and kernels and never from replicas: no two containers that run have one address on one network, which is
/// told by the overlay in whose namespace their veths are.
/// </summary>
internal sealed class LiveAddresses
{
    private readonly SortedDictionary<(NetworkId Network, uint Address), LiveContainer> _holders = [];
    private readonly SortedDictionary<EndpointId, LiveContainer> _containers = [];
    private readonly List<Violation> _violations = [];

    /// <summary>What runs now.</summary>
    public IReadOnlyDictionary<EndpointId, LiveContainer> Containers => _containers;

    /// <summary>How many have ever run.</summary>
    public int Started { get; private set; }

    public void Began(string host, Container container, OverlayKernel kernel)
    {
        if (kernel.Find(container.Endpoint) is not { } found)
        {
            // Its veth may be gone by somebody's hand at this very moment; the rest at the end finds out if it stays so.
            return;
        }

        if (found.Link.Address != container.Address)
        {
            _violations.Add(new("I1", $"{container.Name} on {host} was given {Ipv4.ToText(container.Address!.Value)} and its veth {Ipv4.ToText(found.Link.Address)}"));
        }

        LiveContainer live = new(host, container, found.Network, found.Link, kernel);
        Started++;
        _containers[container.Endpoint] = live;
        if (_holders.TryGetValue((live.Network, live.Link.Address), out LiveContainer? other) && other.IsConnected)
        {
            _violations.Add(new(
                "I1",
                $"{Ipv4.ToText(live.Link.Address)} of network {live.Network.ToShortString()} is {other.Container.Name}'s on {other.Host} and {container.Name}'s on {host}"));
        }

        _holders[(live.Network, live.Link.Address)] = live;
    }

    public void Ended(string host, Container container)
    {
        if (container.EngineEndpointId.Length > 0
            && _containers.Remove(container.Endpoint, out LiveContainer? live)
            && _holders.TryGetValue((live.Network, live.Link.Address), out LiveContainer? holder)
            && holder == live)
        {
            _holders.Remove((live.Network, live.Link.Address));
        }
    }

    public void Check()
    {
        if (_violations.Count > 0)
        {
            throw _violations[0];
        }
    }
}

/// <summary>A container that runs, with the network and veth that its host's kernel had for it when it began.</summary>
internal sealed record LiveContainer(string Host, Container Container, NetworkId Network, OverlayLink Link, OverlayKernel Kernel)
{
    /// <summary>Its veth is in the overlay's bridge: a host that was removed withdraws its containers from there (R20).</summary>
    public bool IsConnected => Kernel.Find(Link.Endpoint) is not null;
}
