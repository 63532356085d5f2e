using System.Diagnostics;
using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests;

/// <summary>Much of everything: nothing stays of what ended, and many are as well off as few.</summary>
public sealed class LimitTests(DockerLab lab) : LabTest(lab)
{
    private const int Cycles = 1000;

    /// <summary>The runtime compiles what is called often once more, and its heap takes its working size, over some hundred starts.</summary>
    private const int WarmUp = 400;

    private const int Endpoints = 500;

    /// <summary>Connections and pipes of what goes on at the moment of the look; a leak would be hundreds.</summary>
    private const int DescriptorsMore = 25;

    /// <summary>Garbage is bounded by the budget of the youngest generation, 4 MiB; the rest is room for one look at a busy moment.</summary>
    private const int GrowthKibibytesMax = 16_384;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(28);

    [LongFact]
    public async Task A_thousand_containers_that_came_and_went_leave_nothing()
    {
        // Of 125 addresses: one that is not given back would be missed long before the end.
        await CreateNetworkEverywhere("demo", "--subnet", "10.78.0.0/25");
        await Cycle(WarmUp);
        await ClusterOracle.Agrees(Hosts);
        HostUsage[] before = await Task.WhenAll(Hosts.Select(Usage));

        Stopwatch clock = Stopwatch.StartNew();
        await Cycle(Cycles);
        await ClusterOracle.Agrees(Hosts);
        HostUsage[] after = await Task.WhenAll(Hosts.Select(Usage));
        foreach ((LabHost host, HostUsage was, HostUsage now) in Hosts.Zip(before, after))
        {
            Figures.Print($"{host.Name} after {Cycles} start/stop cycles on all hosts in {clock.Elapsed.TotalSeconds:0} s: {now}; before: {was}");
            Assert.Equal((was.Links, was.Namespaces), (now.Links, now.Namespaces));
            Assert.True(now.Descriptors <= was.Descriptors + DescriptorsMore, $"{host.Name}: descriptors {was.Descriptors} became {now.Descriptors}");
            Assert.True(now.Kibibytes <= was.Kibibytes + GrowthKibibytesMax, $"{host.Name}: {was.Kibibytes} KiB became {now.Kibibytes}");
        }
        Assert.Equal("[]", (await Node1.MeshNet("endpoint", "ls", "--json")).Output);
    }

    [LongFact]
    public async Task Five_hundred_containers_on_one_network_all_reach_each_other_by_name()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.80.0.0/16");
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(Hosts.Select((host, index) => Loop(
            host, $"seq {index + 1} {Hosts.Count} {Endpoints}", "docker run -d --name c$i --network demo lab sleep 100000 >/dev/null")));
        TimeSpan started = clock.Elapsed;
        await ClusterOracle.Agrees(Hosts, TimeSpan.FromMinutes(2));
        TimeSpan agreed = clock.Elapsed - started;
        Figures.Print($"{Endpoints} containers on one network across {Hosts.Count} hosts: started in {started.TotalSeconds:0} s, found programmed on all "
            + $"hosts and resolvable {agreed.TotalSeconds:0.0} s after the last start, the look itself included");
        _ = (await Node1.In("c1", "ping", "-c", "1", "-W", "2", $"c{Endpoints}")).Output;
    }

    /// <summary>Always by the same name on a host: one that is not given back would be missed at once.</summary>
    private Task Cycle(int count) => Task.WhenAll(Hosts.Select((host, index) => Loop(
        host, $"seq {index + 1} {Hosts.Count} {count}", $"docker run --rm --name cycle{host.Number} --network demo lab true")));

    /// <summary>Runs a command for each number of a sequence, on the host itself.</summary>
    private async Task Loop(LabHost host, string sequence, string command) =>
        _ = (await Lab.Script("exec", [$"{host.Number}", "sh", "-ec", $"for i in $({sequence}); do {command}; done"], Patience)).Output;

    private static async Task<HostUsage> Usage(LabHost host)
    {
        int[] numbers = (await host.Exec("sh", "-ec", """
            pid=$(cat /run/lab/meshnet.pid)
            ip -o link | wc -l
            ls /run/meshnet/netns 2>/dev/null | wc -l
            ls -l /proc/$pid/fd | grep -vc '[.]dll$'
            grep VmRSS /proc/$pid/status | tr -dc 0-9
            """)).Lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private sealed record HostUsage(int Links, int Namespaces, int Descriptors, int Kibibytes)
    {
        public override string ToString() => $"{Links} links, {Namespaces} overlay namespaces, {Descriptors} descriptors, {Kibibytes / 1024} MiB of the daemon";
    }
}
