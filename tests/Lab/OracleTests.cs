using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests;

/// <summary>The oracle sees what it is there to see.</summary>
public sealed class OracleTests(DockerLab lab) : LabTest(lab)
{
    [Theory]
    [InlineData("bridge fdb replace {mac} dev mnvx0 dst 192.0.2.77", "FDB entry {mac} to {vtep} is missing")]
    [InlineData("ip link add mnleak type bridge", "link mnleak belongs to nothing")]
    public Task It_objects_to(string command, string expected) => Objects(command, expected);

    [LongTheory]
    [InlineData("ip neigh replace {address} lladdr 02:00:00:00:00:77 dev mnvx0 nud permanent", "neighbour {address} is {mac} is missing")]
    [InlineData("bridge fdb add 02:00:00:00:00:77 dev mnvx0 dst 192.0.2.77", "FDB entry 02:00:00:00:00:77 to 192.0.2.77 belongs to nothing")]
    [InlineData("ip link set mnbr0 mtu 1300", "mnbr0 has MTU 1300")]
    public Task It_objects_as_well_to(string command, string expected) => Objects(command, expected);

    [Fact]
    public async Task It_objects_to_a_name_that_is_not_answered()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        await ClusterOracle.Agrees(Hosts);
        string process = (await Node1.Docker("inspect", "-f", "{{.State.Pid}}", "first")).Output;
        _ = (await Node1.Exec(
            "nsenter", "-t", process, "-n",
            "nft", "add table ip deaf; add chain ip deaf out { type filter hook output priority -200; }; add rule ip deaf out udp dport 53 reject")).Output;
        Assert.Contains(
            await ClusterOracle.Differences(Hosts), difference => difference.Contains("does not say that second is", StringComparison.Ordinal));
        _ = (await Node1.Docker("rm", "-f", "first")).Output;
    }

    private async Task Objects(string command, string expected)
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        await ClusterOracle.Agrees(Hosts);

        MeshEndpoint second = (await HostReader.TryRead(Node1))!.Mesh.Endpoints.Single(endpoint => endpoint.Name == "second");
        string Fill(string text) => text.Replace("{mac}", second.Mac).Replace("{address}", second.Address).Replace("{vtep}", Node2.Address);
        // The product looks from time to time, and may mend it before the oracle has looked: then it is broken again.
        await Eventually.Becomes(
            Fill(expected),
            async () =>
            {
                _ = await Node1.InOverlay("demo", Fill(command));
                return string.Join('\n', await ClusterOracle.Differences(Hosts));
            },
            differences => differences.Contains(Fill(expected), StringComparison.Ordinal));
        await MakeGood(command);
    }

    /// <summary>The product's own repair may take its periodic look; the next test need not wait for it.</summary>
    private async Task MakeGood(string command)
    {
        if (command.Contains("mnleak"))
        {
            _ = (await Node1.InOverlay("demo", "ip link del mnleak")).Output;
        }

        _ = (await Node1.Docker("rm", "-f", "first")).Output;
    }
}
