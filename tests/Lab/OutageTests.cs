namespace MeshNet.Lab.Tests;

/// <summary>Hosts, daemons and stores that are gone: what the others and the containers notice of it.</summary>
public sealed class OutageTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task Both_sides_of_a_partition_start_containers_with_addresses_of_their_own()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        _ = (await Lab.Script("cut", ["1"])).Output;
        try
        {
            await Node1.RunIdle("inside", "--network", "demo");
            await Node2.RunIdle("outside", "--network", "demo");
        }
        finally
        {
            _ = (await Lab.Script("heal", [])).Output;
        }
        Assert.NotEqual(await Node1.AddressOf("inside", "demo"), await Node2.AddressOf("outside", "demo"));
        await Eventually.Prints(
            "the sides meet again", () => Node1.In("inside", "ping", "-c", "1", "-W", "1", "outside"), _ => true, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_host_that_is_gone_keeps_its_entries_and_its_addresses()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo", "--restart", "always");
        string entries = (await Node1.InOverlay("demo", "bridge fdb show dev mnvx0")).Output;
        Assert.Contains(Node2.Address, entries);
        _ = (await Lab.Script("crash", ["2"])).Output;
        try
        {
            await Eventually.Becomes(
                "the status names it", Node1.Status, status => status.Contains($"{Node2.Name} ({Node2.Address}", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
            Assert.Equal(entries, (await Node1.InOverlay("demo", "bridge fdb show dev mnvx0")).Output);
            await Node1.RunIdle("next", "--network", "demo");
            Assert.NotEqual((await Node1.MeshNet("endpoint", "ls")).Lines.Single(row => row.Contains(" second ")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2],
                await Node1.AddressOf("next", "demo"));
        }
        finally
        {
            _ = (await Lab.Script("boot", ["2"], TimeSpan.FromMinutes(2))).Output;
        }
        await Eventually.Prints("second is back", () => Node1.In("first", "ping", "-c", "1", "-W", "1", "second"), _ => true, TimeSpan.FromSeconds(20));
    }

    /// <summary>Without a socket that outlives the daemon dockerd gives up after 15 s.</summary>
    [LongFact]
    public async Task Without_a_daemon_running_containers_go_on_and_new_ones_fail()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        await using PingStream ping = await PingStream.Start(Node1, "first", await Node2.AddressOf("second", "demo"));
        _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
        try
        {
            (await Node1.Docker("run", "-d", "--name", "late", "--network", "demo", "lab", "sleep", "1000")).Complains("meshnet");
        }
        finally
        {
            _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
        }
        await ping.LostNothing("20 s without a daemon");
        await Eventually.Prints("what failed starts", () => Node1.Docker("start", "late"), _ => true, TimeSpan.FromSeconds(40));
    }
}
