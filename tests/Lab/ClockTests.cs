using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests;

/// <summary>
/// The clock of one host jumps. All hosts of a lab have the machine's clock, so that a library shifts the time of day that one daemon
/// is told, by what a file says.
/// </summary>
public sealed class ClockTests(DockerLab lab) : LabTest(lab)
{
    private const string Clock = "/run/lab/clock";

    [LongFact]
    public async Task A_clock_that_jumps_by_a_year_changes_nothing()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        await StartWithClockOfItsOwn();
        try
        {
            await using PingStream ping = await PingStream.Start(Node1, "first", await Node2.AddressOf("second", "demo"));
            await Jump("+365d", "31536000.0 s ahead of this host's");
            await Jump("-365d", "31536000.0 s behind this host's");
            await Jump("+0", "");
            await ping.LostNothing("jumps of a year of a host's clock, forwards, backwards and back");
        }
        finally
        {
            _ = await Node1.Exec("sh", "-c", "[ ! -e /run/lab/bin/former ] || mv /run/lab/bin/former /run/lab/bin/meshnet");
            _ = await Lab.Script("stop", ["1", "meshnet"]);
            _ = await Lab.Script("start", ["1", "meshnet"]);
        }
    }

    /// <summary>After the jump the other host's doctor sees it, members are members, and what is new comes and goes by both ways in.</summary>
    private async Task Jump(string shift, string seen)
    {
        _ = (await Node1.Exec("sh", "-c", $"echo {shift} >{Clock}")).Output;
        await Eventually.Prints(
            $"the clock of {Node1.Name} is '{seen}'", () => Node2.MeshNet("doctor"),
            text => text.Contains($"the clock of {Node1.Name} is", StringComparison.Ordinal) == (seen.Length > 0) && text.Contains(seen, StringComparison.Ordinal));

        await Node1.RunIdle("labelled", "--network", "none", "--label", "meshnet.network=demo");
        await Eventually.Prints("the labelled one is reached", () => Node2.In("second", "ping", "-c", "1", "-W", "2", "labelled"), _ => true);
        _ = (await Node1.Docker("run", "--rm", "--network", "demo", "lab", "ping", "-c", "1", "-W", "2", "second")).Output;
        _ = (await Node2.Docker("run", "--rm", "--network", "demo", "lab", "ping", "-c", "1", "-W", "2", "first")).Output;
        _ = (await Node1.Docker("rm", "-f", "labelled")).Output;
        await ClusterOracle.Agrees(Hosts);
        string rows = (await Node2.MeshNet("node", "ls")).Output;
        Assert.DoesNotContain(" suspect ", rows);
        Assert.DoesNotContain(" dead ", rows);
    }

    private async Task StartWithClockOfItsOwn()
    {
        _ = (await Node1.Exec("sh", "-ec", $"""
            library=$(ls /usr/lib/*/faketime/libfaketimeMT.so.1)
            echo +0 >{Clock}
            # With its "fix" every timed wait would return at once.
            shift="FAKETIME_TIMESTAMP_FILE={Clock} FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0"
            sed "2i export LD_PRELOAD=$library $shift" \
              /run/lab/bin/meshnet >/run/lab/bin/shifted
            chmod +x /run/lab/bin/shifted
            mv /run/lab/bin/meshnet /run/lab/bin/former
            mv /run/lab/bin/shifted /run/lab/bin/meshnet
            """)).Output;
        _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
        _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
    }
}
