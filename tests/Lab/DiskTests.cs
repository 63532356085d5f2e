namespace MeshNet.Lab.Tests;

/// <summary>No promise is made that is not on disk: with a disk that takes nothing, new work is refused, and what there is goes on.</summary>
public sealed class DiskTests(DockerLab lab) : LabTest(lab)
{
    private const string State = "/var/lib/meshnet";

    [Fact]
    public Task A_full_disk_costs_no_more_than_new_containers() => OnSmallDisk(async (endpoints, ping) =>
    {
        _ = (await Node1.Exec("sh", "-c", $"cat /dev/zero >{State}/fill 2>/dev/null; true")).Output;
        (await Node1.Docker("run", "-d", "--name", "refused", "--network", "demo", "lab", "sleep", "1000"))
            .Complains($"the disk under {State} is full: nothing was written");
        await Eventually.Becomes("the status says so", Node1.Status, IsFull);
        Assert.Equal(endpoints, await Endpoints(Node1));
        Assert.Equal(endpoints, await Endpoints(Node2));

        _ = (await Node1.Exec("rm", $"{State}/fill")).Output;
        await Eventually.Becomes("the status is well", Node1.Status, status => !IsFull(status));
        _ = (await Node1.Docker("start", "refused")).Output;
        await ping.LostNothing("a full disk under the store");
        await Eventually.Prints("refused is found", () => Node2.In("peer", "ping", "-c", "1", "-W", "2", "refused"), _ => true);
    });

    [Fact]
    public Task A_read_only_store_keeps_the_daemon_from_starting_and_nothing_is_lost() => OnSmallDisk(async (endpoints, ping) =>
    {
        _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
        _ = (await Node1.Exec("mount", "-o", "remount,ro", State)).Output;
        (await Node1.Exec("meshnet", "node")).Complains(State, "ead-only");
        Assert.Equal(endpoints, await Endpoints(Node2));

        _ = (await Node1.Exec("mount", "-o", "remount,rw", State)).Output;
        _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
        await Eventually.Prints("nothing is lost", () => Node1.MeshNet("endpoint", "ls"), found => found.Trim() == endpoints);
        await ping.LostNothing("a read-only store");
        await Node1.RunIdle("next", "--network", "demo");
    });

    /// <summary>Runs a container on each of two hosts, the first of which has its state on a disk of a megabyte.</summary>
    /// <param name="test">Gets the endpoints as they are listed, and a stream of pings from one container to the other.</param>
    private async Task OnSmallDisk(Func<string, PingStream, Task> test)
    {
        await CreateNetworkEverywhere("demo");
        await MoveStateToSmallDisk();
        try
        {
            await Node1.RunIdle("kept", "--network", "demo");
            await Node2.RunIdle("peer", "--network", "demo");
            string endpoints = await Endpoints(Node2);
            await using PingStream ping = await PingStream.Start(Node1, "kept", await Node2.AddressOf("peer", "demo"));
            await test(endpoints, ping);
        }
        finally
        {
            await MoveStateBack();
        }
    }

    private async Task MoveStateToSmallDisk()
    {
        _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
        _ = (await Node1.Exec("sh", "-ec", $"rm -rf /tmp/state; cp -a {State} /tmp/state; mount -t tmpfs -o size=1m,mode=700 tmpfs {State}; cp -a /tmp/state/. {State}")).Output;
        _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
    }

    private async Task MoveStateBack()
    {
        _ = await Node1.Exec("sh", "-c", $"mount -o remount,rw {State}; rm -f {State}/fill");
        _ = (await Lab.Script("stop", ["1", "meshnet"])).Output;
        _ = (await Node1.Exec("sh", "-ec", $"rm -rf /tmp/state; cp -a {State} /tmp/state; umount -l {State}; cp -a /tmp/state/. {State}")).Output;
        _ = (await Lab.Script("start", ["1", "meshnet"])).Output;
    }

    private static bool IsFull(string status) => status.Contains("problem:    the disk under", StringComparison.Ordinal);

    private static async Task<string> Endpoints(LabHost host) => (await host.MeshNet("endpoint", "ls")).Output;
}
