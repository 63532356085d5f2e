namespace MeshNet.Lab.Tests;

/// <summary>Wrong words get a sentence that names what was wrong, and change nothing.</summary>
public sealed class BadInputTests(DockerLab lab) : LabTest(lab)
{
    private const string PluginSocket = "/run/docker/plugins/meshnet.sock";

    [Fact]
    public async Task A_subnet_that_overlaps_the_underlay_is_refused()
    {
        (await Node1.CreateNetwork("demo", "--subnet", "192.168.0.0/16")).Complains("192.168.0.0/16", "192.168.205.");
        await NoNetworkAnywhere();
    }

    [Fact]
    public async Task A_subnet_that_overlaps_another_network_is_refused_and_the_network_named()
    {
        await CreateNetworkEverywhere("first", "--subnet", "10.70.0.0/16");
        (await Node2.CreateNetwork("second", "--subnet", "10.70.5.0/24")).Complains("10.70.5.0/24", "first");
        foreach (LabHost host in Hosts)
        {
            Assert.Equal(["first"], await host.Networks());
        }
    }

    [Fact]
    public async Task An_unknown_network_is_named()
    {
        (await Node1.MeshNet("network", "inspect", "nosuch")).Complains("nosuch");
        (await Node1.MeshNet("network", "rm", "nosuch")).Complains("nosuch");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1, 2]")]
    [InlineData("{\"NetworkID\": 7}")]
    [InlineData("{\"NetworkID\": \"nosuch\", \"Interface\": null}")]
    public async Task Malformed_json_on_the_plugin_socket_is_answered_with_an_error(string body)
    {
        CommandResult answer = await Node1.Exec(
            "curl", "-sS", "--max-time", "5", "--unix-socket", PluginSocket, "-d", body, "http://plugin/NetworkDriver.CreateEndpoint");
        Assert.Contains("\"Err\"", answer.Output);
        _ = (await Node1.Exec("curl", "-sfS", "--unix-socket", PluginSocket, "-X", "POST", "http://plugin/Plugin.Activate")).Output;
    }

    [Fact]
    public async Task A_malformed_configuration_is_refused_with_its_line_and_column()
    {
        const string Broken = "meshnet {\n  gossip { port = }\n";
        _ = (await Node1.Exec("sh", "-c", $"printf '%s' '{Broken}' >/tmp/broken.conf")).Output;
        (await Node1.Exec("meshnet", "node", "--config", "/tmp/broken.conf")).Complains("/tmp/broken.conf", "2");
    }

    [Fact]
    public async Task A_second_daemon_on_a_host_is_refused()
    {
        (await Node1.Exec("meshnet", "node")).Complains("in use by process");
    }

    [Fact]
    public async Task A_daemon_without_root_is_refused()
    {
        (await Node1.Exec("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "meshnet", "node", "--run-dir", "/tmp/nobody"))
            .Complains("root");
    }

    private async Task NoNetworkAnywhere()
    {
        foreach (LabHost host in Hosts)
        {
            Assert.Empty(await host.Networks());
        }
    }
}
