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

    private readonly SortedSet<int> _off = [];
    private readonly SortedSet<int> _targets = [];

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 40).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_address_is_shared_and_every_estate_finds_its_heir(ulong seed)
    {
        SplitMix64 random = new(seed);
        BrainCluster cluster = BrainCluster.InHaste(Nodes);
        Containers containers = new(cluster);
        NetworkId[] networks = [cluster.MakeNetwork(0, "wide", "172.30.0.0/24"), cluster.MakeNetwork(1, "tiny", "172.31.0.0/26")];
        cluster.Pass(TimeSpan.FromSeconds(2));
        cluster.Faults = random.Child("faults");
        for (int step = 0; step < Steps; step++)
        {
            Act(cluster, containers, random, networks, step);
            cluster.Pass(TimeSpan.FromMilliseconds(100));
            EndWithdrawn(cluster, containers);
            containers.Proceed();
        }

        cluster.Faults = null;
        cluster.Heal();
        AssertOffWhoIsOff(cluster);
        cluster.Pass(TimeSpan.FromSeconds(30));
        EndWithdrawn(cluster, containers);
        containers.Proceed();
        Check(cluster, containers, networks);
    }

    private void Act(BrainCluster cluster, Containers containers, SplitMix64 random, NetworkId[] networks, int step)
    {
        int node = random.Next(cluster.Nodes.Count);
        switch (random.Next(24))
        {
            case < 11 when cluster.IsUp(node):
                containers.Begin(node, $"c{step}", networks[random.Next(networks.Length)]);
                break;
            case < 15:
                containers.EndOne(random);
                break;
            case 15 or 16 when !_off.Contains(node):
                containers.ForgetStarts(node);
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
                containers.EndAll(node);
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

    private static void EndWithdrawn(BrainCluster cluster, Containers containers)
    {
        for (int i = 0; i < cluster.Nodes.Count; i++)
        {
            if (cluster.IsUp(i) && cluster.Brain(i).IsRemoved)
            {
                containers.EndAll(i);
            }
        }
    }

    private void Check(BrainCluster cluster, Containers containers, NetworkId[] networks)
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
            Assert.Empty(containers.Addresses.Except(shown.Select(endpoint => endpoint.Record.Address)));
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
}
