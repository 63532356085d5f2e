namespace MeshNet.Lab.Tests;

public sealed class LabelTests(DockerLab lab) : LabTest(lab)
{
    private static readonly string[] Labelled = ["--network", "none", "--label", "meshnet.network=demo"];

    [Fact]
    public async Task A_labelled_container_is_attached_and_found_by_name_from_other_hosts()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.66.0.0/24");
        _ = (await Node3.Docker(["run", "-d", "--name", "web", .. Labelled, "lab", "httpd", "-f", "-p", "80", "-h", "/etc"])).Output;
        await Node1.RunIdle("client", "--network", "demo");
        await Eventually.Prints("web answers by name", () => Node1.In("client", "wget", "-qO-", "http://web/nsswitch.conf"),
            page => page.Contains("hosts:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_instruction_of_a_labelled_container_has_both_interfaces_and_names()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.66.0.0/24");
        await Node1.RunIdle("server", "--network", "demo");
        var seen = (await Node2.Docker(
            ["run", "--rm", .. Labelled, "lab", "sh", "-c", "ip address; ip route; getent ahostsv4 server"])).Output;
        Assert.Contains("inet 10.66.0.", seen);
        Assert.Contains("dev eth1", seen);
        Assert.Contains(await Node1.AddressOf("server", "demo"), seen);
    }

    [Fact]
    public async Task A_labelled_container_reaches_the_outside_world_as_its_docker_host()
    {
        await CreateNetworkEverywhere("demo");
        var seen = await Node2.Docker(["run", "--rm", .. Labelled, "lab", "wget", "-qO-", "http://203.0.113.10/cgi-bin/address"]);
        Assert.Equal(Node2.Address, seen.Output);
    }

    [Fact]
    public async Task A_running_container_is_connected_by_docker_network_connect()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("server", "--network", "demo");
        await Node2.RunIdle("late");
        _ = (await Node2.Docker("network", "connect", "demo", "late")).Output;
        await Eventually.Prints("late reaches server by name", () => Node2.In("late", "ping", "-c", "1", "-W", "2", "server"), _ => true);
    }
}
