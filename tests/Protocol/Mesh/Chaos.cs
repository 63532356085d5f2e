namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>Random containers, crashes and cuts over a network that loses, doubles and reorders.</summary>
public sealed class Chaos
{
    private const int Nodes = 5;
    private const int Steps = 300;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 40).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_two_containers_share_an_address_and_all_hosts_agree_in_the_end(ulong seed)
    {
        SplitMix64 random = new(seed);
        BrainCluster cluster = BrainCluster.InHaste(Nodes);
        Containers containers = new(cluster);
        NetworkId[] networks = [cluster.MakeNetwork(0, "wide", "172.30.0.0/24"), cluster.MakeNetwork(1, "tiny", "172.31.0.0/28")];
        cluster.Pass(TimeSpan.FromSeconds(2));
        cluster.Faults = random.Child("faults");
        for (int step = 0; step < Steps; step++)
        {
            Act(cluster, containers, random, networks, step);
            cluster.Pass(TimeSpan.FromMilliseconds(100));
            containers.Proceed();
        }

        cluster.Faults = null;
        cluster.Cut.Clear();
        cluster.Pass(TimeSpan.FromSeconds(20));
        containers.Proceed();
        cluster.Pass(TimeSpan.FromSeconds(5));
        for (int i = 0; i < Nodes; i++)
        {
            Assert.Equal(cluster.Brain(0).Replicas.RootHash, cluster.Brain(i).Replicas.RootHash);
            Assert.Null(cluster.Brain(i).Quarantine);
        }
    }

    private static void Act(BrainCluster cluster, Containers containers, SplitMix64 random, NetworkId[] networks, int step)
    {
        int node = random.Next(Nodes);
        switch (random.Next(10))
        {
            case < 5:
                containers.Begin(node, $"c{step}", networks[random.Next(networks.Length)]);
                break;
            case < 7:
                containers.EndOne(random);
                break;
            case 7:
                containers.ForgetStarts(node);
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
}
