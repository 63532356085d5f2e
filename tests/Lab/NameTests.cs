namespace MeshNet.Lab.Tests;

public sealed class NameTests(DockerLab lab) : LabTest(lab)
{
    [Theory]
    [InlineData("name")]
    [InlineData("alias")]
    [InlineData("short id")]
    [InlineData("name with the network's behind it")]
    public async Task A_container_is_found_from_another_host_by_its(string kind)
    {
        await CreateNetworkEverywhere("demo");
        string id = await Node1.RunIdle("server", "--network", "demo", "--network-alias", "database");
        await Node2.RunIdle("client", "--network", "demo");
        string name = kind switch
        {
            "name" => "server",
            "alias" => "database",
            "short id" => id[..12],
            _ => "server.demo",
        };
        string address = await Node1.AddressOf("server", "demo");

        await Eventually.Prints($"{name} is {address}", () => Node2.In("client", "getent", "ahostsv4", name), HasAddress(address));
        _ = (await Node2.In("client", "ping", "-c", "1", "-W", "2", name)).Output;
    }

    [Fact]
    public async Task The_first_instruction_of_a_container_resolves_names()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("server", "--network", "demo");
        string address = await Node1.AddressOf("server", "demo");
        string found = (await Node2.Docker("run", "--rm", "--network", "demo", "lab", "getent", "ahostsv4", "server")).Output;
        Assert.Contains(address, found);
    }

    [Fact]
    public async Task Names_outside_of_the_mesh_are_asked_of_the_hosts_own_resolver()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("client", "--network", "demo");
        string found = (await Node1.In("client", "getent", "ahostsv4", "outside.example")).Output;
        Assert.Contains("203.0.113.10", found);
        CommandResult missing = await Node1.In("client", "dig", "+tries=1", "nosuch.example");
        Assert.Contains("NXDOMAIN", missing.Output);
    }

    [Fact]
    public async Task An_address_resolves_back_to_its_name()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("server", "--network", "demo");
        await Node2.RunIdle("client", "--network", "demo");
        string address = await Node1.AddressOf("server", "demo");
        await Eventually.Prints($"{address} is server", () => Node2.In("client", "dig", "+short", "-x", address),
            name => name.StartsWith("server.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_in_use_on_another_host_is_refused()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("test1", "--network", "demo");
        (await Node2.Docker("run", "-d", "--name", "test1", "--network", "demo", "lab", "sleep", "1000"))
            .Complains("endpoint with name test1 already exists in network demo");
    }

    [Fact]
    public async Task The_name_of_a_removed_container_is_free_again()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("test1", "--network", "demo");
        _ = (await Node1.Docker("rm", "-f", "test1")).Output;
        await Eventually.Becomes("test1 starts on node 2",
            async () =>
            {
                _ = await Node2.Docker("rm", "-f", "test1");
                return await Node2.Docker("run", "-d", "--name", "test1", "--network", "demo", "lab", "sleep", "1000");
            },
            result => result.Ok);
    }

    [Fact]
    public async Task A_container_that_ran_on_while_the_daemon_was_killed_has_names_again()
    {
        await CreateNetworkEverywhere("demo");
        await Node1.RunIdle("server", "--network", "demo");
        await Node2.RunIdle("client", "--network", "demo");
        string address = await Node1.AddressOf("server", "demo");
        await Eventually.Prints($"server is {address}", () => Node2.In("client", "getent", "ahostsv4", "server"), HasAddress(address));

        _ = (await Lab.Script("stop", ["2", "meshnet", "KILL"])).Output;
        // Docker's own resolver answers meanwhile, which knows nothing of other hosts.
        await Eventually.Becomes("names fail open", () => Node2.In("client", "dig", "+tries=1", "+time=2", "server"),
            answer => answer.Ok && answer.Output.Contains("NXDOMAIN", StringComparison.Ordinal));
        _ = (await Lab.Script("start", ["2", "meshnet"])).Output;

        await Eventually.Prints(
            $"server is {address} again", () => Node2.In("client", "getent", "ahostsv4", "server"), HasAddress(address));
    }

    private static Func<string, bool> HasAddress(string address) =>
        text => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Contains(address);
}
