namespace MeshNet.Protocol.Tests.Membership;

public sealed class SwimDeterminismTests
{
    [Fact]
    public void One_seed_gives_one_run()
    {
        Assert.Equal(Run(seed: 3), Run(seed: 3));
        Assert.NotEqual(Run(seed: 3), Run(seed: 4));
    }

    private static string Run(ulong seed)
    {
        SwimCluster cluster = SwimCluster.Formed(seed, 66);
        cluster.Loss = 0.2;
        cluster.Nodes[3].Crash();
        cluster.RunFor(TimeSpan.FromSeconds(6));
        return string.Join('\n', cluster.Nodes.Select(node =>
            $"{node} {node.BytesSent} {node.DatagramsSent} {string.Join(',', node.Deaths)} {string.Join(',', node.Events.Select(one => one.Text))}"));
    }
}
