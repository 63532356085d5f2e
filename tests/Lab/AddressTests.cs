namespace MeshNet.Lab.Tests;

public sealed class AddressTests(DockerLab lab) : LabTest(lab)
{
    [Fact]
    public async Task Twenty_containers_started_at_once_all_get_different_addresses_and_all_resolve_each_other()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.62.0.0/24");
        (string Name, LabHost Host)[] containers = Enumerable.Range(1, 20).Select(i => (Name: $"c{i}", Host: Hosts[i % Hosts.Count])).ToArray();
        await Task.WhenAll(containers.Select(c => c.Host.RunIdle(c.Name, "--network", "demo")));

        SortedDictionary<string, string> addresses = new(StringComparer.Ordinal);
        foreach ((string name, LabHost host) in containers)
        {
            addresses[name] = await host.AddressOf(name, "demo");
        }

        Assert.Equal(20, addresses.Values.Distinct().Count());
        Assert.All(addresses.Values, address => Assert.StartsWith("10.62.0.", address));

        string expected = string.Join('\n', addresses.Select(pair => $"{pair.Key} {pair.Value}"));
        string lookUpAll = $"for n in {string.Join(' ', addresses.Keys)}; do echo $n $(getent ahostsv4 $n | head -n 1 | cut -d ' ' -f 1); done";
        foreach ((string name, LabHost host) in containers)
        {
            await Eventually.Prints(
                $"{name} resolves all 20", () => host.In(name, "sh", "-c", lookUpAll), text => text.Trim() == expected, TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task An_address_asked_for_is_the_address_got()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.63.0.0/24");
        await Node2.RunIdle("fixed", "--network", "demo", "--ip", "10.63.0.77");
        Assert.Equal("10.63.0.77", await Node2.AddressOf("fixed", "demo"));
    }

    [Fact]
    public async Task An_address_in_use_on_another_host_is_refused_and_its_holder_named()
    {
        await CreateNetworkEverywhere("demo", "--subnet", "10.63.0.0/24");
        await Node1.RunIdle("holder", "--network", "demo", "--ip", "10.63.0.77");
        (await Node2.Docker("run", "-d", "--name", "late", "--network", "demo", "--ip", "10.63.0.77", "lab", "sleep", "1000"))
            .Complains("10.63.0.77", "holder");
    }

    [Fact]
    public async Task The_last_address_of_a_subnet_is_given_out_and_then_the_next_start_is_refused()
    {
        // Eight addresses less the network's, the broadcast's and the gateway's.
        await CreateNetworkEverywhere("small", "--subnet", "10.64.0.0/29");
        for (int i = 0; i < 5; i++)
        {
            await Hosts[i % Hosts.Count].RunIdle($"c{i}", "--network", "small");
        }

        (await Node1.Docker("run", "-d", "--name", "sixth", "--network", "small", "lab", "sleep", "1000"))
            .Complains("10.64.0.0/29");
    }
}
