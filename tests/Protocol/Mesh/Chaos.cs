using MeshNet.Messages;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>Random containers, crashes and cuts over a network that loses, doubles and reorders.</summary>
public sealed class Chaos
{
    private const int Nodes = 5;
    private const int Steps = 300;

    private readonly SortedDictionary<(int Node, string Name), (NetworkId Network, uint Address)> _running = [];
    private readonly List<(int Node, string Name, NetworkId Network, long Request, int Stage)> _starting = [];

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 40).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_two_containers_share_an_address_and_all_hosts_agree_in_the_end(ulong seed)
    {
        SplitMix64 random = new(seed);
        MeshSettings settings = new() { HoldTime = TimeSpan.FromSeconds(2), TombstoneRetention = TimeSpan.FromSeconds(16) };
        BrainCluster cluster = new(Nodes, settings);
        NetworkId[] networks = [cluster.MakeNetwork(0, "wide", "172.30.0.0/24"), cluster.MakeNetwork(1, "tiny", "172.31.0.0/28")];
        cluster.Pass(TimeSpan.FromSeconds(2));
        cluster.Faults = random.Child("faults");
        for (int step = 0; step < Steps; step++)
        {
            Act(cluster, random, networks, step);
            cluster.Pass(TimeSpan.FromMilliseconds(100));
            Proceed(cluster);
        }

        cluster.Faults = null;
        cluster.Cut.Clear();
        cluster.Pass(TimeSpan.FromSeconds(20));
        Proceed(cluster);
        cluster.Pass(TimeSpan.FromSeconds(5));
        for (int i = 0; i < Nodes; i++)
        {
            Assert.Equal(cluster.Brain(0).Replicas.RootHash, cluster.Brain(i).Replicas.RootHash);
            Assert.Null(cluster.Brain(i).Quarantine);
        }
    }

    private void Act(BrainCluster cluster, SplitMix64 random, NetworkId[] networks, int step)
    {
        int node = random.Next(Nodes);
        switch (random.Next(10))
        {
            case < 5:
                NetworkId network = networks[random.Next(networks.Length)];
                long request = cluster.Send(node, new RequestAddress(network.ToString(), null, ForGateway: false));
                _starting.Add((node, $"c{step}", network, request, 0));
                break;
            case < 7 when _running.Count > 0:
                (int at, string name) = _running.Keys.ElementAt(random.Next(_running.Count));
                _running.Remove((at, name));
                cluster.Send(at, new DeleteEndpoint(BrainCluster.EndpointOf(name, at)));
                break;
            case 7:
                _starting.RemoveAll(start => start.Node == node);
                cluster.Start(cluster.Nodes[node]);
                break;
            case 8:
                NodeId other = cluster.Nodes[random.Next(Nodes)];
                cluster.Cut.Add((cluster.Nodes[node], other));
                break;
            case 9:
                cluster.Cut.Clear();
                break;
        }
    }

    /// <summary>Takes every start one of Docker's calls further, as its answers come.</summary>
    private void Proceed(BrainCluster cluster)
    {
        foreach (var start in _starting.ToArray())
        {
            object? answer = cluster.Answer(start.Request);
            if (answer is null)
            {
                continue;
            }

            _starting.Remove(start);
            EndpointId endpoint = BrainCluster.EndpointOf(start.Name, start.Node);
            string engineNetwork = $"engine-{start.Node}-{(cluster.Brain(start.Node).View.Networks[start.Network].Record.Name)}";
            switch (start.Stage, answer)
            {
                case (0, AddressGranted granted):
                    long created = cluster.Send(start.Node, new CreateEndpoint(engineNetwork, endpoint, granted.Address, Mac: null));
                    _starting.Add(start with { Request = created, Stage = 1 });
                    break;
                case (1, EndpointCreated):
                    long joined = cluster.Send(start.Node, new JoinEndpoint(endpoint, start.Name, $"container-{start.Name}"));
                    _starting.Add(start with { Request = joined, Stage = 2 });
                    break;
                case (2, EndpointCreated live):
                    Assert.DoesNotContain((live.Network, live.Address), _running.Values);
                    _running.Add((start.Node, start.Name), (live.Network, live.Address));
                    break;
            }
        }
    }
}
