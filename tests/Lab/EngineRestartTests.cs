using System.Text.Json;

namespace MeshNet.Lab.Tests;

/// <summary>
/// dockerd may die, in each of its ways: what should run does, and nothing is left of what does not. The oracle that follows every test
/// looks for veths, names and entries.
/// </summary>
public sealed class EngineRestartTests(DockerLab lab) : LabTest(lab)
{
    [Theory]
    [InlineData("TERM", false)]
    [InlineData("KILL", false)]
    [InlineData("TERM", true)]
    [InlineData("KILL", true)]
    public Task An_engine_restarts_beside_its_plugin(string signal, bool liveRestore) => Restart(signal, liveRestore, async () =>
        _ = (await Lab.Script("start", ["1", "dockerd"], TimeSpan.FromMinutes(2))).Output);

    /// <summary>dockerd waits 15 s for each look-up of a plugin that is not there; what fails then is started by the daemon that comes later.</summary>
    [LongTheory]
    [InlineData("TERM", false)]
    [InlineData("KILL", false)]
    [InlineData("TERM", true)]
    [InlineData("KILL", true)]
    public Task An_engine_restarts_before_its_plugin(string signal, bool liveRestore) => Restart(signal, liveRestore, async () =>
    {
        _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
        try
        {
            // It looks for its plugin 15 s for each network and stale endpoint before it serves: longer than lab/start waits.
            _ = await Lab.Script("start", ["1", "dockerd"], TimeSpan.FromMinutes(3));
            await Serves();
        }
        finally
        {
            _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
        }
    });

    [Fact]
    public async Task A_host_that_crashed_boots_with_its_containers_on_their_network()
    {
        await CreateNetworkEverywhere("demo");
        await Node2.RunIdle("always", "--network", "demo", "--restart", "always");
        await Node2.RunIdle("once", "--network", "demo");
        await Node1.RunIdle("peer", "--network", "demo");

        _ = (await Lab.Script("crash", ["2"])).Output;
        _ = (await Lab.Script("boot", ["2"], TimeSpan.FromMinutes(2))).Output;
        await Eventually.Prints("always answers by name", () => Node1.In("peer", "ping", "-c", "1", "-W", "1", "always"), _ => true, TimeSpan.FromSeconds(20));
        await OnlyTheseEndpoints(2);
    }

    private async Task Restart(string signal, bool liveRestore, Func<Task> start)
    {
        await CreateNetworkEverywhere("demo");
        await SetLiveRestore(liveRestore);
        try
        {
            // A sleep that is process 1 does not hear TERM, and dockerd would wait 10 s for it.
            await Node1.RunIdle("always", "--network", "demo", "--stop-timeout", "1", "--restart", "always");
            await Node1.RunIdle("once", "--network", "demo", "--stop-timeout", "1");
            await Node2.RunIdle("peer", "--network", "demo");
            string address = await Node2.AddressOf("peer", "demo");
            await using PingStream? ping = liveRestore ? await PingStream.Start(Node1, "once", address) : null;

            _ = (await Lab.Script("stop", ["1", "dockerd", signal])).Output;
            await start();
            if (ping is not null)
            {
                await ping.LostNothing($"a dockerd restart by {signal} with live-restore");
            }

            string[] expected = liveRestore ? ["always", "once"] : ["always"];
            await Eventually.Becomes(
                $"{string.Join(", ", expected)} run", async () => string.Join(' ', (await Node1.Docker("ps", "--format", "{{.Names}}")).Lines.Order()),
                running => running == string.Join(' ', expected), TimeSpan.FromSeconds(20));
            await Eventually.Prints(
                "always reaches peer by name", () => Node1.In("always", "ping", "-c", "1", "-W", "1", "peer"), _ => true, TimeSpan.FromSeconds(20));
            await OnlyTheseEndpoints(expected.Length + 1);
            Figures.Print($"dockerd restarted by {signal}{(liveRestore ? " with live-restore" : "")}: {string.Join(" and ", expected)} run, 0 objects left");
        }
        finally
        {
            await SetLiveRestore(false);
        }
    }

    private async Task SetLiveRestore(bool isOn)
    {
        string value = isOn ? "true" : "false";
        _ = await Lab.Script("start", ["1", "dockerd"], TimeSpan.FromMinutes(2));
        // Until then HUP would end it.
        await Serves();
        _ = (await Node1.Exec("sh", "-ec", $"echo '{{\"live-restore\": {value}}}' >/etc/docker/daemon.json; kill -HUP $(cat /run/lab/dockerd.pid)")).Output;
        await Eventually.Prints(
            $"dockerd has live-restore {value}", () => Node1.Docker("info", "-f", "{{.LiveRestoreEnabled}}"), text => text.Trim() == value);
    }

    private async Task Serves() => _ = await Eventually.Prints("dockerd serves", () => Node1.Docker("version"), _ => true, TimeSpan.FromMinutes(3));

    /// <summary>The mesh knows as many endpoints as run, so that no name and no address is taken by one that ended.</summary>
    private async Task OnlyTheseEndpoints(int count) => await Eventually.Becomes(
        $"{count} endpoints",
        async () => JsonDocument.Parse((await Node1.MeshNet("endpoint", "ls", "--json")).Output).RootElement.GetArrayLength(),
        found => found == count, TimeSpan.FromSeconds(20));
}
