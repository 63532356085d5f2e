namespace MeshNet.Lab.Tests;

/// <summary>Hosts that are gone for good, on a lab of its own: removed, waited for, asserted off, and back.</summary>
[Collection(LabCollection.Name)]
[Trait("Category", "Lab")]
public sealed class RemovalTests : IAsyncLifetime
{
    private static readonly TimeSpan Booting = TimeSpan.FromMinutes(2);

    private readonly DockerLab _lab = DockerLab.Another(hosts: 3);

    private LabHost Node1 => _lab.Hosts[0];

    private LabHost Node2 => _lab.Hosts[1];

    private LabHost Node3 => _lab.Hosts[2];

    public Task InitializeAsync() => _lab.InitializeAsync();

    public Task DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_crashed_hosts_addresses_are_used_again_once_it_is_asserted_off_and_it_comes_back_as_a_new_host()
    {
        // The last host makes the network, so that all of its addresses are that host's at first.
        _ = (await Node3.CreateNetwork("small", "--subnet", "10.65.0.0/29")).Output;
        await Node3.RunIdle("lost", "--network", "small", "--restart", "always");
        await Eventually.Prints("three voters", () => Node1.MeshNet("node", "ls"), text => text.Contains("3 voters", StringComparison.Ordinal));
        (await Node1.MeshNet("node", "rm", "docker-node3", "--assert-off")).Complains("answers, so it is not off");
        _ = (await _lab.Script("crash", ["3"])).Output;

        Assert.Contains("withdrawal of docker-node3", (await Node1.MeshNet("node", "rm", "docker-node3")).Output);
        Assert.Contains("withdrawal of docker-node3", (await Node2.MeshNet("node", "ls")).Output);
        Assert.Contains("withdrawal of docker-node3", await Node2.Status());
        Assert.DoesNotContain("lost", (await Node2.MeshNet("endpoint", "ls")).Output);

        Assert.Contains("has taken over", (await Node2.MeshNet("node", "rm", "docker-node3", "--assert-off")).Output);
        for (int i = 0; i < 5; i++)
        {
            await _lab.Hosts[i % 2].RunIdle($"c{i}", "--network", "small");
        }

        string[] addresses = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => _lab.Hosts[i % 2].AddressOf($"c{i}", "small")));
        Assert.Equal(5, addresses.Distinct().Count());

        _ = (await _lab.Script("boot", ["3"], Booting)).Output;
        await Eventually.Prints("node 3 says that it was removed", () => Node3.MeshNet("status"),
            text => text.Contains("was removed from the mesh", StringComparison.Ordinal));
        (await Node3.MeshNet("network", "create", "refused")).Complains("was removed from the mesh", "meshnet join");

        _ = (await Node3.MeshNet(_lab.JoinLine.Split(' '))).Output;
        await Eventually.Prints("node 3 is a voter again", () => Node1.MeshNet("node", "ls"), text => text.Contains("3 voters", StringComparison.Ordinal));
        Assert.Contains("small", (await Node3.MeshNet("network", "ls")).Output);
    }
}
