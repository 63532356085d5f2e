namespace MeshNet.Lab.Tests;

/// <summary>The doctor on real hosts: nothing to say when all is well, and the thing by its name when it is broken.</summary>
public sealed class DoctorTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task A_well_host_is_found_well()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        string said = (await Node1.MeshNet("doctor")).Output;
        Assert.DoesNotContain("WRONG", said);
        Assert.Contains($"{Node2.Name} with packets up to 1500 bytes", said);
    }

    [Theory]
    [InlineData(
        "iptables -P INPUT DROP; iptables -A INPUT -p udp --dport 7947 -j ACCEPT; iptables -A INPUT -p tcp -j ACCEPT; iptables -A INPUT -p icmp -j ACCEPT",
        "iptables -P INPUT ACCEPT; iptables -F INPUT",
        "iptables -I INPUT -p udp --dport 7948 -j ACCEPT")]
    [InlineData("sysctl -qw net.ipv4.ip_forward=0", "sysctl -qw net.ipv4.ip_forward=1", "sysctl -w net.ipv4.ip_forward=1")]
    [InlineData("ip route add 10.77.3.0/24 dev lo", "ip route del 10.77.3.0/24 dev lo", "demo (10.77.0.0/16) overlaps a route of this host (10.77.3.0/24)")]
    [InlineData(
        "ip link add mn0123456ab group 1835365224 type bridge", "ip link del mn0123456ab 2>/dev/null || true", "left over, not part of any mesh: link mn0123456ab")]
    [InlineData(
        "nft add table inet narrow; nft add chain inet narrow in '{ type filter hook input priority -200; }'; "
            + "nft add rule inet narrow in icmp type echo-reply meta length gt 1400 drop",
        "nft delete table inet narrow",
        "underlay-mtu = 1400")]
    [InlineData(
        "nft add table inet shut; nft add chain inet shut in '{ type filter hook input priority 0; }'; nft add rule inet shut in udp dport 7948 drop",
        "nft delete table inet shut",
        "UDP 7948 from docker-node2, which carries the containers' packets, does not arrive here")]
    [InlineData(
        "nft add table inet shut; nft add chain inet shut out '{ type filter hook output priority 0; }'; nft add rule inet shut out udp dport 7948 drop",
        "nft delete table inet shut",
        "UDP 7948 from this host, which carries the containers' packets, does not arrive at docker-node2")]
    public async Task A_broken_host_is_told_what_mends_it(string broken, string mended, string expected)
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.77.0.0/16");
        _ = (await Node1.Exec("sh", "-ec", broken)).Output;
        try
        {
            CommandResult said = await Node1.MeshNet("doctor");
            Assert.Equal(1, said.ExitCode);
            Assert.Contains("WRONG", said.Stdout);
            Assert.Contains(expected, said.Stdout);
        }
        finally
        {
            _ = (await Node1.Exec("sh", "-ec", mended)).Output;
        }
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_named()
    {
        _ = (await Lab.Script("cut", ["1", "2"])).Output;
        try
        {
            CommandResult said = await Node1.MeshNet("doctor");
            Assert.Equal(1, said.ExitCode);
            Assert.Contains($"no TCP connection to {Node2.Name}", said.Stdout);
        }
        finally
        {
            _ = (await Lab.Script("heal", [])).Output;
        }
        await Eventually.Prints("all are alive", () => Node1.MeshNet("node", "ls"), rows => !rows.Contains("suspect") && !rows.Contains("dead"));
    }
}
