using System.Text.Json;
using MeshNet.Lab.Tests.Oracle;

namespace MeshNet.Lab.Tests;

/// <summary>What somebody does to the kernel's objects by hand is put right, said and counted.</summary>
public sealed class RepairTests(DockerLab lab) : LabTest(lab)
{
    /// <summary>Of a link's or an entry's removal the kernel tells.</summary>
    [Theory]
    [InlineData("deleted bridge", "ip link del mnbr0", "created mnbr0")]
    [InlineData("deleted VXLAN", "ip link del mnvx0", "created mnvx0")]
    [InlineData("flushed FDB", "bridge fdb flush dev mnvx0", "programmed")]
    public async Task What_is_deleted_from_the_overlay_is_made_again(string deed, string command, string words)
    {
        await StartTwo();
        await Repaired(deed, async () => _ = (await Node1.InOverlay("demo", command)).Output, words, "kernel-repairs", 15);
    }

    [LongFact]
    public async Task A_flushed_neighbour_table_is_filled_again()
    {
        await StartTwo();
        await Repaired(
            "flushed neighbours", async () => _ = (await Node1.InOverlay("demo", "ip neigh flush all nud permanent")).Output, "programmed", "kernel-repairs", 15);
    }

    /// <summary>All else the periodic look finds, every 30 s.</summary>
    [LongFact]
    public async Task A_removed_namespace_is_mounted_again()
    {
        await StartTwo();
        await Repaired(
            "removed namespace file", async () => _ = (await Node1.Exec("sh", "-ec", "umount -l /run/meshnet/netns/*; rm /run/meshnet/netns/*")).Output,
            "mounted namespace", "kernel-repairs", 35);
    }

    [LongFact]
    public async Task A_flushed_table_is_written_again()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "none", "--label", "meshnet.network=demo");
        await Node2.RunIdle("second", "--network", "demo");
        await Repaired(
            "flushed nft table", async () => _ = (await Node1.Exec("nft", "flush", "table", "ip", "meshnet_gwbridge")).Output,
            "restored table", "gateway-repairs", 35);
        _ = (await Node1.In("first", "wget", "-qO-", "http://203.0.113.10/cgi-bin/address")).Output;
    }

    private async Task StartTwo()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
    }

    /// <summary>The counter tells that a repair was made; the oracle, that it was the right one; a ping, that it was enough.</summary>
    private async Task Repaired(string deed, Func<Task> destroy, string words, string counter, int seconds)
    {
        await ClusterOracle.Agrees(Hosts);
        long before = Count(await Status(), counter);
        await destroy();
        (_, TimeSpan took) = await Eventually.Becomes(
            $"'{words}' is said and {counter} grows", Status,
            status => Count(status, counter) > before && status.GetProperty("Notices").ToString().Contains(words, StringComparison.Ordinal),
            TimeSpan.FromSeconds(seconds));
        Figures.Print($"{deed}: repaired within {Figures.Milliseconds(took)}");
        await ClusterOracle.Agrees(Hosts);
        _ = (await Node1.In("first", "ping", "-c", "1", "-W", "2", "second")).Output;
    }

    private async Task<JsonElement> Status() => JsonDocument.Parse((await Node1.MeshNet("status", "--json")).Output).RootElement;

    private static long Count(JsonElement status, string counter) =>
        long.Parse(status.GetProperty("Counters").GetProperty(counter).ToString(), CultureInfo.InvariantCulture);
}
