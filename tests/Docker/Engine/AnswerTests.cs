using MeshNet.Docker.Tests.Fakes;

namespace MeshNet.Docker.Tests.Engine;

public sealed class AnswerTests
{
    [Fact]
    public async Task The_container_list_tells_names_state_labels_and_endpoints()
    {
        await using var daemon = FakeDaemon.Answering(200, """
            [{"Id":"c1","Names":["/other/alias","/web"],"Image":"nginx","State":"running","Labels":{"meshnet.network":"demo"},
              "HostConfig":{"NetworkMode":"demo"},"Ports":[{"PrivatePort":80}],
              "NetworkSettings":{"Networks":{"demo":{"IPAMConfig":null,"Aliases":null,"NetworkID":"n1","EndpointID":"e1",
                "IPAddress":"10.50.0.2","IPPrefixLen":24,"MacAddress":"02:42:0a:32:00:02","DriverOpts":null}}}},
             {"Id":"c2","Names":null,"State":"created","Labels":null,"HostConfig":null,"NetworkSettings":null}]
            """);
        using var engine = daemon.Engine();

        var containers = await engine.ListContainersAsync(all: true);

        var web = containers[0];
        Assert.Equal(("c1", "web", "running", "demo"), (web.Id, web.Name, web.State, web.HostConfig.NetworkMode));
        Assert.Equal("demo", web.Labels["meshnet.network"]);
        var endpoint = web.NetworkSettings.Networks["demo"];
        Assert.Equal(
            ("n1", "e1", "10.50.0.2", 24, "02:42:0a:32:00:02"),
            (endpoint.NetworkId, endpoint.EndpointId, endpoint.IPAddress, endpoint.IPPrefixLen, endpoint.MacAddress));
        Assert.Empty(endpoint.Aliases);
        var bare = containers[1];
        Assert.Equal(("c2", "", ""), (bare.Id, bare.Name, bare.HostConfig.NetworkMode));
        Assert.Empty(bare.Labels);
        Assert.Empty(bare.NetworkSettings.Networks);
    }

    [Fact]
    public async Task Container_inspect_tells_the_sandbox_the_ports_and_the_health()
    {
        await using var daemon = FakeDaemon.Answering(200, """
            {"Id":"c1","Name":"/web","ResolvConfPath":"/var/lib/docker/containers/c1/resolv.conf","Mounts":[],
             "State":{"Status":"running","Running":true,"Pid":4711,"ExitCode":0,"Error":"","Health":{"Status":"healthy","Log":[]}},
             "Config":{"Hostname":"0123456789ab","Labels":{"a":"b"}},
             "HostConfig":{"NetworkMode":"demo","PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}],"53/udp":null},
               "RestartPolicy":{"Name":"always","MaximumRetryCount":0}},
             "NetworkSettings":{"SandboxID":"s1","SandboxKey":"/var/run/docker/netns/s1",
               "Networks":{"demo":{"Aliases":["www"],"DNSNames":["web","www","0123456789ab"],"EndpointID":"e1","NetworkID":"n1"}}}}
            """);
        using var engine = daemon.Engine();

        var web = await engine.InspectContainerAsync("web");

        Assert.Equal(("web", 4711, "healthy"), (web.PlainName, web.State.Pid, web.State.Health?.Status));
        Assert.Equal("0123456789ab", web.Config.Hostname);
        Assert.Equal("8080", Assert.Single(web.HostConfig.PortBindings["80/tcp"]).HostPort);
        Assert.DoesNotContain("53/udp", web.HostConfig.PortBindings.Keys);
        Assert.Equal("always", web.HostConfig.RestartPolicy.Name);
        Assert.Equal(("s1", "/var/run/docker/netns/s1"), (web.NetworkSettings.SandboxId, web.NetworkSettings.SandboxKey));
        Assert.Equal(["www"], web.NetworkSettings.Networks["demo"].Aliases);
        Assert.Equal(3, web.NetworkSettings.Networks["demo"].DNSNames.Count);
        Assert.EndsWith("resolv.conf", web.ResolvConfPath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_inspect_tells_subnets_options_and_containers()
    {
        await using var daemon = FakeDaemon.Answering(200, """
            {"Name":"demo","Id":"n1","Scope":"local","Driver":"meshnet","EnableIPv6":false,"Internal":true,
             "IPAM":{"Driver":"meshnet","Options":null,"Config":[{"Subnet":"10.50.0.0/24","Gateway":"10.50.0.1"}]},
             "Containers":{"ep-e1":{"Name":"web","EndpointID":"e1","MacAddress":"","IPv4Address":"10.50.0.2/24","IPv6Address":""}},
             "Options":{"vni":"51"},"Labels":null}
            """);
        using var engine = daemon.Engine();

        var network = await engine.InspectNetworkAsync("demo");

        Assert.Equal(("n1", "demo", "meshnet", true), (network.Id, network.Name, network.Driver, network.Internal));
        Assert.Equal(("10.50.0.0/24", "10.50.0.1"), (network.IPAM.Config[0].Subnet, network.IPAM.Config[0].Gateway));
        Assert.Equal("51", network.Options["vni"]);
        Assert.Equal(("web", "e1", "10.50.0.2/24"),
            (network.Containers["ep-e1"].Name, network.Containers["ep-e1"].EndpointId, network.Containers["ep-e1"].IPv4Address));
    }

    [Fact]
    public async Task Version_and_info_tell_what_the_daemon_is()
    {
        await using var daemon = FakeDaemon.Answering(200, """
            {"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12","ID":"X","Name":"host1","LiveRestoreEnabled":true,
             "CgroupDriver":"cgroupfs","CgroupVersion":"1","Swarm":{"LocalNodeState":"inactive"},"SystemTime":"2024-01-01T00:00:00Z"}
            """);
        using var engine = daemon.Engine();

        var version = await engine.VersionAsync();
        var info = await engine.InfoAsync();

        Assert.Equal(("20.10.24", "1.41", "1.12"), (version.Version, version.ApiVersion, version.MinAPIVersion));
        Assert.Equal(("X", "host1", true, "inactive"), (info.Id, info.Name, info.LiveRestoreEnabled, info.Swarm.LocalNodeState));
    }

    [Fact]
    public async Task A_container_that_runs_already_counts_as_started()
    {
        await using var daemon = new FakeDaemon((_, stream, cancellationToken) =>
            stream.WriteAsync("HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray(), cancellationToken).AsTask());
        using var engine = daemon.Engine();

        await engine.StartContainerAsync("web");

        Assert.Single(daemon.Requests);
    }

    [Fact]
    public async Task A_network_creation_returns_the_engines_own_id()
    {
        await using var daemon = FakeDaemon.Answering(201, """{"Id":"abc","Warning":""}""");
        using var engine = daemon.Engine();

        Assert.Equal("abc", await engine.CreateNetworkAsync(new() { Name = "demo", Driver = "meshnet" }));
    }
}
