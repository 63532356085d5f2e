namespace MeshNet.Lab.Tests;

/// <summary><c>meshnet reset</c>, on a host of its own: nothing of that host's mesh is left afterwards.</summary>
[Collection(LabCollection.Name)]
[Trait("Category", "Lab")]
public sealed class ResetTests : IAsyncLifetime
{
    private readonly DockerLab _lab = DockerLab.Another(hosts: 1);

    private LabHost Host => _lab.Hosts[0];

    public Task InitializeAsync() => _lab.InitializeAsync();

    public Task DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_reset_takes_everything_of_ours_and_nothing_of_others()
    {
        await MakeTheirs();
        _ = (await Host.MeshNet("reset", "--force")).Output;
        string clean = await Everything();
        Assert.Contains("meshnetwork", clean);

        // The host is as good as new: another mesh is founded, used, and reset under its running containers.
        _ = (await _lab.Script("start", ["1", "meshnet"])).Output;
        _ = (await Host.MeshNet("init")).Output;
        _ = (await Host.CreateNetwork("demo")).Output;
        await Host.RunIdle("plugged", "--network", "demo", "-p", "8080:80");
        await Host.RunIdle("labelled", "--network", "none", "--label", "meshnet.network=demo");
        await Eventually.Prints("both are attached", () => Host.MeshNet("endpoint", "ls"),
            rows => rows.Contains("plugged", StringComparison.Ordinal) && rows.Contains("labelled", StringComparison.Ordinal));
        Assert.NotEqual(clean, await Everything());
        (await Host.MeshNet("reset")).Complains("meshnet leave", "--force");

        _ = (await Host.MeshNet("reset", "--force")).Output;
        _ = (await Host.Docker("rm", "-f", "plugged", "labelled")).Output;
        Assert.Equal(clean, await Everything());
        Assert.Equal("running", (await Host.Docker("inspect", "-f", "{{.State.Status}}", "theirs")).Output);

        string again = (await Host.MeshNet("reset")).Output;
        Assert.DoesNotContain("removed", again);
    }

    /// <summary>Objects of other owners, some of them named much as ours are.</summary>
    private async Task MakeTheirs()
    {
        await Host.RunIdle("theirs", "-p", "9090:90");
        _ = (await Host.Docker("network", "create", "theirs")).Output;
        _ = (await Host.Exec("sh", "-ec", """
            nft add table ip meshnetwork
            iptables -A DOCKER-USER -s 198.51.100.1 -j DROP
            ip link add mnemonic type bridge
            ip netns add mntheirs
            touch /run/docker/plugins/theirs.sock
            """)).Output;
    }

    /// <summary>
    /// Rules without their order and number: Docker puts the jumps to its own chains back on top whenever it makes a network, and one is
    /// there twice when it makes two at once.
    /// </summary>
    private async Task<string> Everything()
    {
        string kernel = (await Host.Exec("sh", "-ec", """
            ip -brief link | sed 's/[ @].*//' | sort
            nft list tables
            iptables -S | sort -u; iptables -t nat -S | sort -u
            ip netns
            ls -A /run /run/docker/plugins /var/lib/meshnet
            """)).Output;
        IOrderedEnumerable<string> networks = (await Host.Docker("network", "ls", "--format", "{{.Name}} {{.Driver}}")).Lines.Order(StringComparer.Ordinal);
        return string.Join('\n', networks.Prepend(kernel));
    }
}
