namespace MeshNet.Lab.Tests;

/// <summary>The daemon may die: running containers and the other hosts do not notice.</summary>
public sealed class DaemonTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task A_killed_daemon_loses_no_packet_no_address_and_no_endpoint()
    {
        await using PingStream ping = await StartPing();
        string endpoints = await Endpoints(Node3);

        _ = (await Lab.Script("stop", ["1", "meshnet", "KILL"])).Output;
        Assert.Equal(endpoints, await Endpoints(Node3));
        // Docker's own resolver takes over, which knows the containers of its own engine.
        (_, TimeSpan failOpen) = await Eventually.Becomes(
            "names of the same engine are answered", () => Node1.In("first", "getent", "ahostsv4", "neighbour"), found => found.Ok, TimeSpan.FromSeconds(6));
        Figures.Print($"names fail open {Figures.Milliseconds(failOpen)} after the look that followed a kill -9 of the daemon");
        _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
        await Eventually.Becomes("the daemon serves", () => Node1.MeshNet("status"), status => status.Ok);
        Assert.Equal(endpoints, await Endpoints(Node1));

        await ping.LostNothing("kill -9 and restart of the daemon");
        Assert.Equal(endpoints, await Endpoints(Node2));
        await Eventually.Prints("a new container starts", () => Node1.Docker("run", "--rm", "--network", "demo", "lab", "ping", "-c", "1", "second"), _ => true);
    }

    [LongFact]
    public async Task Gossip_cut_for_a_minute_loses_no_packet()
    {
        await using PingStream ping = await StartPing();
        _ = (await Lab.Script("cut", ["--port", "7947", "1"])).Output;
        try
        {
            await Eventually.Prints(
                "node 1 calls the others dead", () => Node1.MeshNet("node", "ls"),
                rows => rows.Split('\n').Count(row => row.Contains(" dead ", StringComparison.Ordinal)) == Hosts.Count - 1, TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromSeconds(60));
        }
        finally
        {
            _ = (await Lab.Script("heal", [])).Output;
        }
        await Eventually.Prints(
            "all are alive again", () => Node1.MeshNet("node", "ls"),
            rows => !rows.Contains(" dead ", StringComparison.Ordinal) && !rows.Contains(" suspect ", StringComparison.Ordinal), TimeSpan.FromSeconds(15));
        await ping.LostNothing("a gossip cut for 60 s, the underlay up");
    }

    [LongFact]
    public async Task Another_build_takes_over_without_a_lost_packet()
    {
        // Not in /tmp, which is another one on each lab host.
        string build = Directory.CreateDirectory($"/var/tmp/meshnet-build-{Guid.NewGuid():N}").FullName;
        try
        {
            CommandResult published = await Command.Run(
                "dotnet",
                ["publish", Path.Combine(DockerLab.RepositoryRoot(), "src/Node"), "-c", "Release", "-o", build, "-p:Version=9.9.9", "-v", "q", "--nologo"],
                TimeSpan.FromMinutes(8));
            Assert.True(published.Ok, published.ToString());

            await using PingStream ping = await StartPing();
            _ = (await Node1.Exec("sh", "-ec", $"sed 's#/run/lab/product#{build}#' /run/lab/bin/meshnet >/run/lab/bin/other; chmod +x /run/lab/bin/other")).Output;
            _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
            _ = (await Node1.Exec("sh", "-ec", "mv /run/lab/bin/meshnet /run/lab/bin/former; mv /run/lab/bin/other /run/lab/bin/meshnet")).Output;
            _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
            await Eventually.Prints("the others see the new build", () => Node2.MeshNet("node", "ls"), rows => rows.Contains("9.9.9", StringComparison.Ordinal));
            await ping.LostNothing("the daemon's replacement by another build");
        }
        finally
        {
            _ = await Node1.Exec("sh", "-c", "[ ! -e /run/lab/bin/former ] || mv /run/lab/bin/former /run/lab/bin/meshnet");
            _ = await Lab.Script("stop", ["1", "meshnet"]);
            _ = await Lab.Script("start", ["1", "meshnet"]);
            Directory.Delete(build, recursive: true);
        }
    }

    /// <summary>"first" on host 1, with a neighbour there, sends to "second" on host 2.</summary>
    private async Task<PingStream> StartPing()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("neighbour", "--network", "demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        string address = await Node2.AddressOf("second", "demo");
        await Eventually.Prints("first reaches second", () => Node1.In("first", "ping", "-c", "1", "-W", "1", address), _ => true);
        return await PingStream.Start(Node1, "first", address);
    }

    private static async Task<string> Endpoints(LabHost host) =>
        (await host.Exec("curl", "-sf", "--unix-socket", "/run/meshnet/meshnet.sock", "http://meshnet/meshnet/endpoints")).Output;
}
