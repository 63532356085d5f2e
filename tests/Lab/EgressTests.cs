namespace MeshNet.Lab.Tests;

public sealed class OwnGatewayTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task The_outside_world_sees_the_docker_hosts_address()
    {
        await CreateNetworkEverywhere("demo");
        foreach (LabHost host in Hosts)
        {
            CommandResult seen = await host.Docker("run", "--rm", "--network", "demo", "lab", "wget", "-qO-", "http://outside.example/cgi-bin/address");
            Assert.Equal(host.Address, seen.Output);
        }
    }

    [Fact]
    public async Task A_container_has_the_overlay_on_eth0_and_the_way_out_on_eth1()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.65.0.0/24");
        await Node1.RunIdle("test1", "--network", "demo");
        string eth0 = (await Node1.In("test1", "ip", "address", "show", "eth0")).Output;
        Assert.Contains("mtu 1450", eth0);
        Assert.Contains("inet 10.65.0.", eth0);
        Assert.Contains("mtu 1500", (await Node1.In("test1", "ip", "address", "show", "eth1")).Output);
        Assert.Matches("default via [0-9.]+ dev eth1", (await Node1.In("test1", "ip", "route")).Output);
    }

    [Fact]
    public async Task A_published_port_answers_the_outside_world()
    {
        await CreateNetworkEverywhere("demo");
        _ = (await Node1.Docker(
            "run", "-d", "--name", "web", "--network", "demo", "-p", "8080:80", "lab", "httpd", "-f", "-p", "80", "-h", "/etc")).Output;
        await Eventually.Prints("the web server answers", () => Lab.Outside("curl", "-sS", $"http://{Node1.Address}:8080/nsswitch.conf"),
            page => page.Contains("hosts:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_internal_network_has_no_way_out()
    {
        await CreateNetworkEverywhere("inner", "--internal");
        await Node1.RunIdle("test1", "--network", "inner");
        await Node2.RunIdle("test2", "--network", "inner");
        Assert.DoesNotContain("default", (await Node1.In("test1", "ip", "route")).Output);
        _ = (await Node1.In("test1", "ping", "-c", "1", "-W", "2", "test2")).Output;
        Assert.False((await Node1.In("test1", "ping", "-c", "1", "-W", "1", "203.0.113.10")).Ok);
    }
}
