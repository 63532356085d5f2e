using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation.Tests;

/// <summary>
/// A checker that never fails proves nothing: rules that are broken on purpose are caught. Here those that show soon;
/// <c>tests/simulate --sabotage all</c> shows every one.
/// </summary>
public sealed class SabotageTests
{
    private const int Nodes = 5;
    private const int Seeds = 60;

    public static TheoryData<string> Names =>
    [
        "accept-old-grants", "create-without-reservation", "send-before-sync", "reuse-epoch", "watermark-to-maximum", "ignore-own-echo",
        "free-vni-at-tombstone", "late-release-counts", "leak-pools", "drop-removed-log", "majority-of-others", "forget-ballot",
        "two-nodes-one-vtep", "one-push-tree",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_caught(string name)
    {
        StringWriter output = new();
        Broken broken = Broken.All.Single(one => one.Name == name);
        Assert.True(SabotageRun.IsCaught(broken, Nodes, first: 1, Seeds, jobs: 2, output), output.ToString());
    }
}
