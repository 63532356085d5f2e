using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation.Tests;

/// <summary>Every rule that is broken on purpose is caught: a checker that never fails proves nothing.</summary>
public sealed class SabotageTests
{
    private const int Nodes = 5;
    private const int Seeds = 200;

    public static TheoryData<string> Names => [.. Broken.All.Select(broken => broken.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_caught(string name)
    {
        StringWriter output = new();
        Broken broken = Broken.All.Single(one => one.Name == name);
        Assert.True(SabotageRun.IsCaught(broken, Nodes, first: 1, Seeds, jobs: 2, output), output.ToString());
    }
}
