namespace MeshNet.Lab.Tests;

public sealed class NetworkTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task A_network_created_on_one_host_is_there_on_all_others_with_the_same_subnet()
    {
        _ = (await Node1.CreateNetwork("demo", "--subnet", "10.61.0.0/24")).Output;
        foreach (LabHost host in Hosts)
        {
            await Eventually.Becomes($"demo on {host.Name}", host.Networks, networks => networks.Contains("demo"), TimeSpan.FromSeconds(2));
            string subnet = (await host.Docker("network", "inspect", "-f", "{{(index .IPAM.Config 0).Subnet}}", "demo")).Output;
            Assert.Equal("10.61.0.0/24", subnet);
        }
        string[] ids = await Task.WhenAll(Hosts.Select(async host => (await host.Docker("network", "inspect", "-f", "{{.Id}}", "demo")).Output));
        Assert.Equal(Hosts.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_network_removed_on_any_host_is_gone_from_all()
    {
        await CreateNetworkEverywhere("demo");
        _ = (await Node2.Docker("network", "rm", "demo")).Output;
        foreach (LabHost host in Hosts)
        {
            await Eventually.Becomes($"no demo on {host.Name}", host.Networks, networks => !networks.Contains("demo"));
        }
    }

    [Fact]
    public async Task Networks_without_a_given_subnet_get_different_ones()
    {
        CommandResult[] created = await Task.WhenAll(Hosts.Select(host => host.CreateNetwork($"auto{host.Number}")));
        Assert.All(created, result => Assert.True(result.Ok, result.ToString()));
        string[] subnets = await Task.WhenAll(Hosts.Select(async host =>
            (await host.Docker("network", "inspect", "-f", "{{(index .IPAM.Config 0).Subnet}}", $"auto{host.Number}")).Output));
        Assert.Equal(Hosts.Count, subnets.Distinct().Count());
    }

    [Fact]
    public async Task Removing_a_network_that_another_host_uses_is_refused_and_names_the_endpoints()
    {
        await CreateNetworkEverywhere("demo");
        await Node2.RunIdle("keeper", "--network", "demo");

        (await Node1.MeshNet("network", "rm", "demo")).Complains("keeper", Node2.Name);

        // dockerd takes a driver's refusal for a warning in its log and removes the network from its own engine all the same (moby,
        // libnetwork's Network.deleteNetwork): the mesh keeps it, gives it back to the engine and says why.
        _ = await Node1.Docker("network", "rm", "demo");
        await Eventually.Becomes("the reason in the status of node 1", Node1.Status, status => status.Contains("keeper"));
        await Eventually.Becomes("demo is back on node 1", Node1.Networks, networks => networks.Contains("demo"));
        await Node1.RunIdle("second", "--network", "demo");
        _ = (await Node1.In("second", "ping", "-c", "1", "-W", "2", "keeper")).Output;
    }

    [Fact]
    public async Task A_network_without_the_address_manager_of_meshnet_is_refused_with_the_command_that_works()
    {
        (await Node1.Docker("network", "create", "-d", "meshnet", "demo")).Complains("--ipam-driver meshnet");
        Assert.DoesNotContain("demo", await Node1.Networks());
    }

    [Fact]
    public async Task The_inspection_of_a_network_shows_the_containers_of_all_hosts()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("first", "--network", "demo");
        await Node2.RunIdle("second", "--network", "demo");
        await Eventually.Prints(
            "both containers in `meshnet network inspect demo`",
            () => Node3.MeshNet("network", "inspect", "demo"),
            json => json.Contains("\"first\"", StringComparison.Ordinal) && json.Contains("\"second\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removal_that_is_refused_is_said_in_the_status_once_and_the_network_is_back()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("keeper", "--network", "demo");

        // dockerd removes its own network whatever the driver answers: what it prints and how it ends depends on its version.
        _ = await Node2.Docker("network", "rm", "demo");

        string status = await Eventually.Prints(
            "who keeps the network",
            () => Node2.MeshNet("status"),
            text => text.Contains("keeper on docker-node1", StringComparison.Ordinal));
        Assert.Single(status.Split('\n'), line => line.Contains("keeper on docker-node1", StringComparison.Ordinal));
        await Eventually.Becomes("network demo on docker-node2", Node2.Networks, networks => networks.Contains("demo"));
    }
}
