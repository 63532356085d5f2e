namespace MeshNet.Lab.Tests;

/// <summary>What the lab's hosts promise to the tests that break things.</summary>
public sealed class HostTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task A_cut_drops_everything_between_two_hosts_and_heal_undoes_it()
    {
        Assert.True(await Reaches(Node1, Node2.Address));
        _ = (await Lab.Script("cut", ["1", "2"])).Output;
        try
        {
            Assert.False(await Reaches(Node1, Node2.Address));
            Assert.False(await Reaches(Node2, Node1.Address));
            Assert.True(await Reaches(Node1, Node3.Address));
        }
        finally
        {
            _ = (await Lab.Script("heal", [])).Output;
        }
        Assert.True(await Reaches(Node1, Node2.Address));
    }

    [Fact]
    public async Task A_host_cut_from_all_reaches_nobody()
    {
        _ = (await Lab.Script("cut", ["3"])).Output;
        try
        {
            Assert.False(await Reaches(Node3, Node1.Address));
            Assert.False(await Reaches(Node3, "203.0.113.10"));
            Assert.True(await Reaches(Node1, Node2.Address));
        }
        finally
        {
            _ = (await Lab.Script("heal", [])).Output;
        }
    }

    [Fact]
    public async Task A_cut_of_one_way_leaves_the_other_open()
    {
        // Asking for the card's address takes both ways.
        string card = (await Node1.Exec("cat", "/sys/class/net/eth0/address")).Output;
        _ = (await Node2.Exec("ip", "neigh", "replace", Node1.Address, "lladdr", card, "dev", "eth0", "nud", "permanent")).Output;
        _ = (await Lab.Script("cut", ["--one-way", "1", "2"])).Output;
        try
        {
            (int first, int second) = (await EchoesHeard(Node1), await EchoesHeard(Node2));
            Assert.False(await Reaches(Node1, Node2.Address));
            Assert.False(await Reaches(Node2, Node1.Address));
            // The question arrived, and the answer was lost.
            Assert.Equal(first + 1, await EchoesHeard(Node1));
            Assert.Equal(second, await EchoesHeard(Node2));
        }
        finally
        {
            _ = (await Node2.Exec("ip", "neigh", "del", Node1.Address, "dev", "eth0")).Output;
            _ = (await Lab.Script("heal", [])).Output;
        }
        Assert.True(await Reaches(Node1, Node2.Address));
    }

    [Fact]
    public async Task A_host_that_crashed_boots_with_the_disk_it_had()
    {
        await Node2.RunIdle("survivor", "--restart", "always");
        await Node2.RunIdle("victim");
        _ = (await Lab.Script("crash", ["2"])).Output;
        Assert.False(await Reaches(Node1, Node2.Address));
        (await Node2.Docker("ps")).Complains("powered off");

        _ = (await Lab.Script("boot", ["2"], TimeSpan.FromMinutes(2))).Output;
        Assert.True(await Reaches(Node1, Node2.Address));
        Assert.Equal(["survivor"], (await Node2.Docker("ps", "--format", "{{.Names}}")).Lines);
        Assert.Equal(["survivor", "victim"], (await Node2.Docker("ps", "-a", "--format", "{{.Names}}")).Lines.Order());
    }

    /// <summary>How often somebody asked a host by ping.</summary>
    private static async Task<int> EchoesHeard(LabHost host) => int.Parse(
        (await host.Exec("sh", "-c", "nstat -s -z -a -j IcmpInEchos | jq .kernel.IcmpInEchos")).Output, CultureInfo.InvariantCulture);

    private static async Task<bool> Reaches(LabHost host, string address) =>
        (await host.Exec("ping", "-c", "1", "-W", "1", address)).Ok;
}
