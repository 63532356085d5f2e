using System.Diagnostics;
using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests.Chaos;

/// <summary>
/// Hosts are cut off, crash and boot, daemons are killed, while containers come and go on every host: no address is ever held twice, and
/// once it is over every host's kernel is as the mesh says and every container reaches every other.
/// </summary>
public sealed class ChaosTests(DockerLab lab) : LabTest(lab)
{
    /// <summary>A network so small that hosts run out of addresses of their own and have to ask each other.</summary>
    private const string Tight = "tight";

    /// <summary>Of a /27, without its first, its last and the gateway.</summary>
    private const int TightAddresses = 29;

    /// <summary>After the last fault; what the hosts promise is seconds, and this machine runs all of them.</summary>
    private static readonly TimeSpan Convergence = TimeSpan.FromMinutes(3);

    /// <summary>So long a trouble that is over may still be felt: what was asked of a plugin waits as long for it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    [ChaosFact]
    public async Task No_address_is_ever_held_twice_and_everything_is_right_again_once_the_chaos_is_over()
    {
        (TimeSpan duration, int seed) = (ChaosSettings.Duration!.Value, ChaosSettings.Seed);
        Figures.Print($"chaos on {Hosts.Count} hosts for {duration.TotalSeconds:0} s with the seed {seed}");
        using ChaosJournal journal = new(Path.Combine(ChaosSettings.Directory, "journal"));
        // With a subnet of one's own: Docker refuses --ip without one on the host where the network was made.
        ChaosNetwork[] networks = [new("wide", "10.82.0.0/24"), new(Tight, "10.81.0.0/27")];
        foreach (ChaosNetwork network in networks)
        {
            await CreateNetworkEverywhere(network.Name, "--subnet", network.Subnet);
        }

        ChaosRun run = new(Lab, networks, journal, new HostTroubles(Hosts.Count, Grace), seed);
        try
        {
            await run.Through(duration);
            run.Print();
            Nothing("an address was held twice", run.Clashes);
            Assert.True(run.Started > 0, "not one container was started: nothing was tried");
            await ComesToRest(run);
            Nothing("a refusal makes no sense", run.Senseless);
        }
        catch
        {
            Lab.SaveLogs(ChaosSettings.Directory);
            throw;
        }
    }

    private async Task ComesToRest(ChaosRun run)
    {
        Stopwatch clock = Stopwatch.StartNew();
        await ClusterOracle.Agrees(Hosts, Convergence);
        Figures.Print($"links, FDB, neighbours, rules and names of every host equal the mesh {clock.Elapsed.TotalSeconds:0.0} s after the "
            + "last fault was undone");
        await Task.WhenAll(Hosts.Select(host => Eventually.Becomes($"no problem on {host.Name}", host.Status, Healthy, Convergence)));

        (int sent, IReadOnlyList<string> failures) = await Reachability.Try(Hosts);
        Nothing("a container is not reached", failures);
        Nothing("an address is held twice", await run.LastLook());
        Figures.Print($"every container reaches every other: {sent} pings by address and by name");
        await EveryAddressCanBeHad();
    }

    /// <summary>None was lost on its way between hosts: containers come until every address of the small network is in use.</summary>
    private async Task EveryAddressCanBeHad()
    {
        int number = 0;
        (int count, TimeSpan took) = await Eventually.Becomes("all addresses of the small network are in use", async () =>
        {
            await Task.WhenAll(Hosts.Select(host => host.Docker(
                "run", "-d", "--name", $"last-{Interlocked.Increment(ref number)}", "--network", Tight, "lab", "sleep", "100000")));
            return (await Node1.MeshNet("endpoint", "ls")).Lines.Count(line => line.StartsWith($"{Tight} ", StringComparison.Ordinal));
        }, count => count == TightAddresses, Convergence);
        await ClusterOracle.Agrees(Hosts);
        Figures.Print($"all {count} addresses of the small network were in use {took.TotalSeconds:0.0} s later: none was lost");
    }

    private static void Nothing(string what, IReadOnlyCollection<string> found) =>
        Assert.True(found.Count == 0, $"{what}:\n{string.Join('\n', found)}");

    private bool Healthy(string status) =>
        status.Contains($"{Hosts.Count} alive of {Hosts.Count}", StringComparison.Ordinal)
            && !status.Contains("problem:", StringComparison.Ordinal);
}
