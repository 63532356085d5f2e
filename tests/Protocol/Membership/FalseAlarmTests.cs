using MeshNet.Protocol.Membership;
using Xunit.Abstractions;

namespace MeshNet.Protocol.Tests.Membership;

/// <summary>How often the living are declared dead, with Lifeguard and without it, on networks and machines that are bad but alive.</summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    /// <summary>SWIM as it was before Lifeguard: a fixed suspicion, no local health, no telling the suspect in the probe.</summary>
    private static readonly SwimOptions WithoutLifeguard = SwimOptions.Default with
    {
        SuspicionMaxMultiplier = 1,
        LocalHealthMax = 0,
        BuddyNotification = false,
        ConfirmersExpected = 0,
        SuspicionInquiries = 0,
        ForgivesOwnStalls = false,
    };

    [Theory]
    [InlineData(0.10)]
    [InlineData(0.20)]
    public void Loss_alone_kills_nobody(double loss)
    {
        (int deaths, double bytes) = Run(SwimOptions.Default, loss, slow: 0);
        output.WriteLine($"loss {loss:P0}, 50 nodes, 60 s, 2 seeds: {deaths} false deaths, {bytes:0} B/s of messages from each node");
        Assert.Equal(0, deaths);
    }

    [Fact]
    public void With_slow_nodes_and_loss_Lifeguard_raises_far_fewer_false_alarms()
    {
        (int with, _) = Run(SwimOptions.Default, loss: 0.1, slow: 5);
        (int without, _) = Run(WithoutLifeguard, loss: 0.1, slow: 5);
        output.WriteLine($"10 % loss and 5 of 50 nodes slow, 60 s, 2 seeds: {with} false deaths with Lifeguard, {without} without");
        Assert.True(without > 0, "the network is too good to tell the two apart");
        Assert.True(with * 5 <= without, $"{with} with Lifeguard, {without} without");
    }

    /// <summary>Deaths declared of members that were healthy all the time: neither crashed nor slow.</summary>
    private static (int FalseDeaths, double BytesPerSecond) Run(SwimOptions options, double loss, int slow)
    {
        const int nodes = 50;
        const int seconds = 60;
        int deaths = 0;
        double bytes = 0;
        for (ulong seed = 1; seed <= 2; seed++)
        {
            SwimCluster cluster = SwimCluster.Formed(seed, nodes, options);
            long before = cluster.Nodes.Sum(node => node.BytesSent);
            cluster.Loss = loss;
            foreach (SwimNode node in cluster.Nodes.Take(slow))
            {
                // A starved machine: its timers run on time, and what it receives waits.
                node.InboundDelay = TimeSpan.FromSeconds(5);
            }

            cluster.RunFor(TimeSpan.FromSeconds(seconds));
            SortedSet<NodeId> healthy = [.. cluster.Nodes.Skip(slow).Select(node => node.Id)];
            deaths += cluster.Nodes.Sum(node => node.Deaths.Count(death => healthy.Contains(death.Id)));
            bytes += (cluster.Nodes.Sum(node => node.BytesSent) - before) / (double)nodes / seconds / 2;
        }

        return (deaths, bytes);
    }
}
