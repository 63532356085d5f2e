namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>
/// The containers of all hosts, as their engines see them: those that start, one of Docker's calls after the other, and those that run, of
/// which no two may have one address.
/// </summary>
internal sealed class Containers(BrainCluster cluster)
{
    private readonly SortedDictionary<(int Node, string Name), (NetworkId Network, uint Address)> _running = [];
    private readonly List<Start> _starting = [];

    public IEnumerable<uint> Addresses => _running.Values.Select(endpoint => endpoint.Address);

    public void Begin(int node, string name, NetworkId network)
    {
        long request = cluster.Send(node, new RequestAddress(network.ToString(), null, ForGateway: false));
        _starting.Add(new(node, name, network, request, Stage.Address));
    }

    /// <summary>Ends one of those that run, if its host is up.</summary>
    public void EndOne(IRandomSource random)
    {
        if (_running.Count == 0)
        {
            return;
        }

        (int node, string name) = _running.Keys.ElementAt(random.Next(_running.Count));
        if (cluster.IsUp(node) && _running.Remove((node, name)))
        {
            cluster.Send(node, new DeleteEndpoint(BrainCluster.EndpointOf(name, node)));
        }
    }

    /// <summary>The daemon died, and whoever called it gets no answer.</summary>
    public void ForgetStarts(int node) => _starting.RemoveAll(start => start.Node == node);

    /// <summary>Nothing runs there any more.</summary>
    public void EndAll(int node)
    {
        ForgetStarts(node);
        foreach ((int Node, string Name) key in _running.Keys.Where(key => key.Node == node).ToArray())
        {
            _running.Remove(key);
        }
    }

    /// <summary>Takes every start one of Docker's calls further, as its answers come.</summary>
    public void Proceed()
    {
        foreach (Start start in _starting.ToArray())
        {
            if (cluster.Answer(start.Request) is { } answer)
            {
                _starting.Remove(start);
                Proceed(start, answer);
            }
        }
    }

    private void Proceed(Start start, object answer)
    {
        EndpointId endpoint = BrainCluster.EndpointOf(start.Name, start.Node);
        switch (start.Stage, answer)
        {
            case (Stage.Address, AddressGranted granted):
                string engineNetwork = $"engine-{start.Node}-{cluster.Brain(start.Node).View.Networks[start.Network].Record.Name}";
                long created = cluster.Send(start.Node, new BindAddress(engineNetwork, endpoint, granted.Address, Mac: null));
                _starting.Add(start with { Request = created, Stage = Stage.Endpoint });
                break;
            case (Stage.Endpoint, EndpointBound):
                long joined = cluster.Send(start.Node, new JoinEndpoint(endpoint, start.Name, $"container-{start.Name}"));
                _starting.Add(start with { Request = joined, Stage = Stage.Join });
                break;
            case (Stage.Join, EndpointBound live):
                Assert.DoesNotContain((live.Network, live.Address), _running.Values);
                _running.Add((start.Node, start.Name), (live.Network, live.Address));
                break;
        }
    }

    private enum Stage
    {
        Address,
        Endpoint,
        Join,
    }

    /// <param name="Request">The call that it waits for.</param>
    private sealed record Start(int Node, string Name, NetworkId Network, long Request, Stage Stage);
}
