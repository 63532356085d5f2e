using Xunit.Abstractions;

namespace MeshNet.Protocol.Tests.Membership;

public sealed class DeathDetectionTests(ITestOutputHelper output)
{
    [Fact]
    public void A_dead_host_among_100_is_known_to_all_within_6_seconds()
    {
        List<TimeSpan> first = [];
        List<TimeSpan> last = [];
        for (ulong seed = 1; seed <= 12; seed++)
        {
            SwimCluster cluster = SwimCluster.Formed(seed, 100);
            SplitMix64 chance = new(seed);
            cluster.RunFor(TimeSpan.FromSeconds(5 * chance.NextFraction()));
            SwimNode victim = cluster.Nodes[chance.Next(100)];
            TimeSpan diedAt = cluster.Now;
            victim.Crash();
            Assert.True(
                cluster.RunUntil(() => cluster.AllSee(victim, MemberStatus.Dead), TimeSpan.FromSeconds(30)), $"seed {seed} took more than 30 s");
            last.Add(cluster.Now - diedAt);
            first.Add(cluster.Nodes.SelectMany(node => node.Deaths).Where(death => death.Id == victim.Id).Min(death => death.At) - diedAt);
        }

        first.Sort();
        last.Sort();
        output.WriteLine($"first to know: p50 {first[first.Count / 2]:s\\.fff}, max {first[^1]:s\\.fff}; last to know: p50 {last[last.Count / 2]:s\\.fff}, max {last[^1]:s\\.fff}");
        Assert.True(last[^1] <= TimeSpan.FromSeconds(6), $"the slowest seed took {last[^1]}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(64)]
    public void A_dead_host_of_a_smaller_cluster_is_known_to_all_within_6_seconds(int nodes)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            SwimCluster cluster = SwimCluster.Formed(seed, nodes);
            cluster.Nodes[0].Crash();
            Assert.True(cluster.RunUntil(() => cluster.AllSee(cluster.Nodes[0], MemberStatus.Dead), TimeSpan.FromSeconds(6)), $"seed {seed}");
        }
    }

    [Fact]
    public void An_idle_node_among_100_sends_less_than_a_kilobyte_a_second()
    {
        SwimCluster cluster = SwimCluster.Formed(7, 100);
        long bytes = cluster.Nodes.Sum(node => node.BytesSent);
        long datagrams = cluster.Nodes.Sum(node => node.DatagramsSent);
        cluster.RunFor(TimeSpan.FromSeconds(20));
        double datagramsPerSecond = (cluster.Nodes.Sum(node => node.DatagramsSent) - datagrams) / 100.0 / 20;
        double messages = (cluster.Nodes.Sum(node => node.BytesSent) - bytes) / 100.0 / 20;
        double total = messages + (datagramsPerSecond * (SwimCluster.SealBytes + 28));
        output.WriteLine($"idle, 100 nodes: {datagramsPerSecond:0.0} datagrams/s, {messages:0} B/s of messages, {total:0} B/s with seal, UDP and IP");
        Assert.True(total <= 1000, $"{total} B/s");
    }

    [Fact]
    public void No_datagram_is_larger_than_1200_bytes_whatever_happens()
    {
        SwimCluster cluster = SwimCluster.Formed(3, 100);
        cluster.Loss = 0.2;
        foreach (SwimNode node in cluster.Nodes.Take(30))
        {
            node.Crash();
        }

        cluster.RunFor(TimeSpan.FromSeconds(15));
        int largest = cluster.Nodes.Max(node => node.LargestDatagram);
        Assert.InRange(largest, 1000, 1200);
    }
}
