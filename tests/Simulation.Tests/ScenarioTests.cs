using MeshNet.Simulation.Scenarios;

namespace MeshNet.Simulation.Tests;

/// <summary>Each scenario with few hosts; <c>tests/simulate --scenario</c> plays them with as many as one likes.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds(string name)
    {
        StringWriter output = new();
        Scenario scenario = Scenario.All.Single(one => one.Name == name);
        Assert.True(scenario.Holds(Few(scenario), seed: 1, output), output.ToString());
    }

    /// <summary>More than 64 hosts tell each other through trees.</summary>
    private static int Few(Scenario scenario) => scenario.Name switch
    {
        "converge" => 66,
        "many-endpoints" => 4,
        "join-storm" => 30,
        _ => scenario.Nodes,
    };
}
