using MeshNet.Messages;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>
/// Containers, crashes, cuts, joins, and removals asked for anywhere, of live hosts too, over a network that loses, doubles and reorders.
/// Nobody is asserted off who is not.
/// </summary>
public sealed class ChaosWithRemovals
{
    private const int Nodes = 6;
    private const int NodesMax = 9;
    private const int RemovalsMax = 4;
    private const int Steps = 300;
    private const int AttemptsMax = 3;

    private readonly SortedDictionary<(int Node, string Name), (NetworkId Network, uint Address)> _running = [];
    private readonly List<(int Node, string Name, NetworkId Network, long Request, int Stage)> _starting = [];
    private readonly SortedSet<int> _off = [];
    private readonly SortedSet<int> _targets = [];

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 40).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_address_is_shared_and_every_estate_finds_its_heir(ulong seed)
    {
        SplitMix64 random = new(seed);
        MeshSettings settings = new() { HoldTime = TimeSpan.FromSeconds(2), TombstoneRetention = TimeSpan.FromSeconds(16) };
        BrainCluster cluster = new(Nodes, settings);
        NetworkId[] networks = [cluster.MakeNetwork(0, "wide", "172.30.0.0/24"), cluster.MakeNetwork(1, "tiny", "172.31.0.0/26")];
        cluster.Pass(TimeSpan.FromSeconds(2));
        cluster.Faults = random.Child("faults");
        for (int step = 0; step < Steps; step++)
        {
            Act(cluster, random, networks, step);
            cluster.Pass(TimeSpan.FromMilliseconds(100));
            EndWithdrawn(cluster);
            Proceed(cluster);
        }

        cluster.Faults = null;
        cluster.Heal();
        AssertOffWhoIsOff(cluster);
        cluster.Pass(TimeSpan.FromSeconds(30));
        EndWithdrawn(cluster);
        Proceed(cluster);
        Check(cluster, networks);
    }

    private void Act(BrainCluster cluster, SplitMix64 random, NetworkId[] networks, int step)
    {
        int node = random.Next(cluster.Nodes.Count);
        switch (random.Next(24))
        {
            case < 11 when cluster.IsUp(node):
                NetworkId network = networks[random.Next(networks.Length)];
                _starting.Add((node, $"c{step}", network, cluster.Send(node, new RequestAddress(network.ToString(), null, ForGateway: false)), 0));
                break;
            case < 15 when _running.Count > 0:
                (int at, string name) = _running.Keys.ElementAt(random.Next(_running.Count));
                if (cluster.IsUp(at) && _running.Remove((at, name)))
                {
                    cluster.Send(at, new DeleteEndpoint(BrainCluster.EndpointOf(name, at)));
                }

                break;
            case 15 or 16 when !_off.Contains(node):
                _starting.RemoveAll(start => start.Node == node);
                cluster.Start(cluster.Nodes[node]);
                break;
            case 17 or 18:
                cluster.CutBetween([node], [random.Next(cluster.Nodes.Count), random.Next(cluster.Nodes.Count)]);
                break;
            case 19 or 20:
                cluster.Heal();
                break;
            case 21 when _targets.Count < RemovalsMax && cluster.IsUp(node):
                int target = random.Next(cluster.Nodes.Count);
                _targets.Add(target);
                cluster.Send(node, new RemoveNodes([cluster.Nodes[target].ToString()], AssertOff: false));
                break;
            case 22 when node < Nodes && _off.Count < 1 && _targets.Count < RemovalsMax && step > 50:
                _off.Add(node);
                _targets.Add(node);
                End(node);
                cluster.Stop(node);
                break;
            case 23 when cluster.Nodes.Count < NodesMax:
                cluster.Join();
                break;
        }
    }

    private void AssertOffWhoIsOff(BrainCluster cluster)
    {
        cluster.Pass(TimeSpan.FromSeconds(10));
        foreach (int off in _off)
        {
            object? answer = null;
            for (int attempt = 0; answer is not NodesRemoved && attempt < AttemptsMax; attempt++)
            {
                // The first may have been removed without having heard of it yet.
                int by = Enumerable.Range(0, cluster.Nodes.Count).First(i => cluster.IsUp(i) && !cluster.Brain(i).IsRemoved);
                long request = cluster.Send(by, new RemoveNodes([cluster.Nodes[off].ToString()], AssertOff: true));
                cluster.Pass(TimeSpan.FromSeconds(12));
                answer = cluster.Answer(request);
            }

            Assert.IsType<NodesRemoved>(answer);
        }
    }

    private void EndWithdrawn(BrainCluster cluster)
    {
        for (int i = 0; i < cluster.Nodes.Count; i++)
        {
            if (cluster.IsUp(i) && cluster.Brain(i).IsRemoved)
            {
                End(i);
            }
        }
    }

    private void End(int node)
    {
        _starting.RemoveAll(start => start.Node == node);
        foreach ((int Node, string Name) key in _running.Keys.Where(key => key.Node == node).ToArray())
        {
            _running.Remove(key);
        }
    }

    private void Check(BrainCluster cluster, NetworkId[] networks)
    {
        int[] members = [.. Enumerable.Range(0, cluster.Nodes.Count).Where(i => cluster.IsUp(i) && !cluster.Brain(i).IsRemoved)];
        EpochReport first = cluster.Ask<EpochReport>(members[0], GetEpoch.Instance);
        Assert.All(first.Removals, removal => Assert.True(removal.Settled, $"{removal.Name} waits for {string.Join(", ", removal.WaitsFor)}"));
        Assert.All(_off, off => Assert.Contains(first.Removals, removal => removal.Node == cluster.Nodes[off]));
        Assert.Equal(first.Removals.Select(removal => removal.Node), cluster.Nodes.Except(members.Select(i => cluster.Nodes[i])).Order());
        Assert.Equal(members.Select(i => cluster.Nodes[i]), first.Voters.Order());
        foreach (int i in members)
        {
            Assert.Equal(cluster.Brain(members[0]).Replicas.RootHash, cluster.Brain(i).Replicas.RootHash);
            Assert.Null(cluster.Brain(i).Quarantine);
            EndpointView[] shown = [.. cluster.Brain(i).View.Networks.Values.SelectMany(network => network.Endpoints.Values)];
            Assert.Empty(_running.Values.Select(endpoint => endpoint.Address).Except(shown.Select(endpoint => endpoint.Record.Address)));
            Assert.Empty(shown.Select(endpoint => endpoint.Owner).Except(members.Select(member => cluster.Nodes[member])));
        }

        foreach (SpaceId space in networks.Select(SpaceId.Of).Append(SpaceId.Vni).Append(SpaceId.AutomaticPool))
        {
            Block[] owned = [.. members.SelectMany(i => cluster.Brain(i).Ledger.Space(space).Owned.Keys).Order()];
            Assert.Equal(RootOf(cluster, members[0], space).Size, owned.Aggregate(0UL, (sum, block) => sum + block.Size));
            Assert.DoesNotContain(owned.Zip(owned.Skip(1)), pair => pair.First.Overlaps(pair.Second));
        }
    }

    private static Block RootOf(BrainCluster cluster, int member, SpaceId space) =>
        space == SpaceId.Vni ? new Block(0, 8)
        : space == SpaceId.AutomaticPool ? new Block(0x0A000000, 8)
        : cluster.Brain(member).View.Networks[space.Network].Record.Subnet;

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
            switch (start.Stage, answer)
            {
                case (0, AddressGranted granted):
                    string engineNetwork = $"engine-{start.Node}-{cluster.Brain(start.Node).View.Networks[start.Network].Record.Name}";
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
