using System.Text.Json.Nodes;
using MeshNet.Actors.DockerEvents;
using MeshNet.Node.DockerEvents;

namespace MeshNet.Node.Tests.DockerEvents;

public sealed class EngineEdgeTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    private static readonly EngineNetworkSpec Demo = new(
        "demo", Internal: true, "10.50.0.0/24", "10.50.0.1", None.Add("a", "b"), None.Add("vni", "51"), None.Add("c", "d"));

    public static TheoryData<string, Func<EngineEdge, Task>> Calls => new()
    {
        { "GET /info", engine => engine.DescribeAsync(default) },
        { "GET /containers/web/json", engine => engine.InspectContainerAsync("web", default) },
        { "POST /containers/web/start", engine => engine.StartContainerAsync("web", default) },
        { "GET /networks/demo", engine => engine.InspectNetworkAsync("demo", default) },
        { "DELETE /networks/demo", engine => engine.RemoveNetworkAsync("demo", default) },
        { "POST /networks/create", engine => engine.CreateNetworkAsync(Demo, default) },
        { "POST /networks/demo/disconnect", engine => engine.DisconnectAsync("demo", "web", default) },
        { "GET /networks/a%2F..%2Fb%3Fc", engine => engine.InspectNetworkAsync("a/../b?c", default) },
    };

    public static TheoryData<string, Func<EngineEdge, Task>> Lists => new()
    {
        { "GET /containers/json?all=1", engine => engine.ListContainersAsync(default) },
        { """GET /containers/json?all=1&filters={"id":{"c1":true}}""", engine => engine.FindContainerAsync("c1", default) },
        { """GET /containers/json?all=1&filters={"name":{"^/web$":true}}""", engine => engine.FindContainerNamedAsync("web", default) },
        { "GET /networks", engine => engine.ListNetworksAsync(default) },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_is_the_one_that_the_api_documents(string line, Func<EngineEdge, Task> call)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, """{"Id":"0123"}""");

        await call(daemon.Engine());

        Assert.Equal(line, Assert.Single(daemon.Requests).RawLine);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_sends_its_filters_as_json(string line, Func<EngineEdge, Task> call)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, "[]");

        await call(daemon.Engine());

        Assert.Equal(line, Assert.Single(daemon.Requests).Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_would_change_the_path_is_refused_before_anything_is_sent(string id)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, "{}");

        await Assert.ThrowsAsync<ArgumentException>(() => daemon.Engine().InspectContainerAsync(id, default));
        Assert.Empty(daemon.Requests);
    }

    /// <summary>Engines before API 1.44 make a second network of one name unless they are told, and the library cannot tell them.</summary>
    [Fact]
    public async Task A_network_is_made_with_all_it_has_and_never_twice()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(201, """{"Id":"abc","Warning":""}""");

        Assert.Equal("abc", await daemon.Engine().CreateNetworkAsync(Demo, default));

        JsonNode sent = JsonNode.Parse(Assert.Single(daemon.Requests).Body)!;
        Assert.True(sent["CheckDuplicate"]!.GetValue<bool>());
        Assert.Equal(("demo", "meshnet", true), ((string?)sent["Name"], (string?)sent["Driver"], (bool)sent["Internal"]!));
        Assert.Equal(("51", "d"), ((string?)sent["Options"]!["vni"], (string?)sent["Labels"]!["c"]));
        JsonNode ipam = sent["IPAM"]!;
        Assert.Equal(("meshnet", "b"), ((string?)ipam["Driver"], (string?)ipam["Options"]!["a"]));
        Assert.Equal(("10.50.0.0/24", "10.50.0.1"), ((string?)ipam["Config"]![0]!["Subnet"], (string?)ipam["Config"]![0]!["Gateway"]));
    }

    [Fact]
    public async Task One_odd_container_does_not_fail_the_list()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, """
            [{"Id":"c1","Names":["/other/alias","/web"],"State":"running","Labels":{"meshnet.network":"demo"},"Created":1700000000,
              "HostConfig":{"NetworkMode":"demo"},"Ports":[{"PrivatePort":80}],"Mounts":null,"Unheard":{"of":[1]},
              "NetworkSettings":{"Networks":{"demo":{"IPAMConfig":null,"NetworkID":"n1","EndpointID":"e1","DriverOpts":null}}}},
             null,
             {"Id":"c2","Names":null,"State":"levitating","Labels":null,"HostConfig":null,"NetworkSettings":null},
             {"Id":"c3","Names":["/x",null],"State":null,"Labels":{"a":null},
              "NetworkSettings":{"Networks":{"gone":null,"other":{"EndpointID":""}}}},
             {"Id":"c4","NetworkSettings":{"Networks":null}}]
            """);

        ImmutableArray<EngineContainer> containers = await daemon.Engine().ListContainersAsync(default);

        Assert.Equal(["c1", "c2", "c3", "c4"], containers.Select(container => container.Id));
        EngineContainer web = containers[0];
        Assert.Equal(("web", true, "demo", "demo"), (web.Name, web.Running, web.NetworkMode, web.Labels["meshnet.network"]));
        Assert.Equal<string>(["n1"], web.Networks);
        Assert.All(containers.Skip(1), odd => Assert.False(odd.Running || !odd.Labels.IsEmpty || !odd.Networks.IsEmpty));
        Assert.Equal(["", "x", ""], containers.Skip(1).Select(odd => odd.Name));
    }

    [Fact]
    public async Task Container_inspect_tells_the_process_the_ports_and_the_health()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, """
            {"Id":"c1","Name":"/web","Created":"2026-11-27T13:43:53.123456789Z",
             "ResolvConfPath":"/var/lib/docker/containers/c1/resolv.conf",
             "State":{"Status":"running","Running":true,"Pid":4711,"ExitCode":0,"Error":"","Health":{"Status":"healthy","Log":[]}},
             "Config":{"Labels":{"a":"b"}},
             "HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}],"53/udp":null},
               "RestartPolicy":{"Name":"always","MaximumRetryCount":0},"ConsoleSize":[0,0],"MemorySwappiness":null,"OomKillDisable":null},
             "NetworkSettings":{"SandboxKey":"/var/run/docker/netns/s1",
               "Networks":{"demo":{"Aliases":["www"],"DNSNames":["web","www","0123456789ab"],"EndpointID":"e1","NetworkID":"n1"}}}}
            """);

        EngineContainerDetails web = (await daemon.Engine().InspectContainerAsync("web", default))!;

        Assert.Equal(("web", 4711, EndpointHealth.Healthy, "always"), (web.Name, web.ProcessId, web.Health, web.RestartPolicy));
        Assert.Equal(new EnginePort("80/tcp", "", "8080"), Assert.Single(web.Ports));
        Assert.Equal("b", web.Labels["a"]);
        Assert.EndsWith("resolv.conf", web.ResolverFile, StringComparison.Ordinal);
        EngineEndpoint endpoint = Assert.Single(web.Endpoints);
        Assert.Equal(("n1", "e1"), (endpoint.NetworkId, endpoint.EndpointId));
        Assert.Equal<string>(["www", "0123456789ab"], endpoint.Aliases);
    }

    [Theory]
    [InlineData("""{"Id":"c1","HostConfig":{"RestartPolicy":{"Name":"when-the-moon-is-full"}}}""")]
    [InlineData("""{"Id":"c1","HostConfig":{"RestartPolicy":{"Name":null}}}""")]
    [InlineData("""{"Id":"c1","HostConfig":{"RestartPolicy":{}}}""")]
    [InlineData("""{"Id":"c1","HostConfig":{"RestartPolicy":null},"State":null,"Config":null,"NetworkSettings":null}""")]
    [InlineData("""{"Id":"c1","HostConfig":null,"NetworkSettings":{"Networks":{"demo":null}}}""")]
    public async Task A_container_that_the_library_cannot_read_is_read(string json)
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, json);

        EngineContainerDetails odd = (await daemon.Engine().InspectContainerAsync("c1", default))!;

        Assert.Equal(("c1", "", 0), (odd.Id, odd.RestartPolicy, odd.ProcessId));
    }

    [Fact]
    public async Task Network_inspect_tells_subnets_options_and_endpoints()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, """
            {"Name":"demo","Id":"n1","Scope":"local","Driver":"meshnet","Internal":true,"Created":"2026-11-27T13:43:53.12+01:00",
             "IPAM":{"Driver":"meshnet","Options":null,
               "Config":[{"Subnet":"10.50.0.0/24","Gateway":"10.50.0.1/24"},{"Subnet":"fd00::/64"}]},
             "Containers":{"ep-e1":{"Name":"web","EndpointID":"e1","MacAddress":"","IPv4Address":"10.50.0.2/24","IPv6Address":""},
               "c2":{"Name":"db","EndpointID":"e2"},"c3":null},
             "Status":{"IPAM":{"Subnets":{"fd00::/64":{"IPsInUse":1,"DynamicIPsAvailable":18446744073709551615}}}},
             "Options":{"vni":"51"},"Labels":null}
            """);

        EngineNetwork network = (await daemon.Engine().InspectNetworkAsync("demo", default))!;

        Assert.Equal(("n1", "demo", "meshnet", true), (network.Id, network.Name, network.Driver, network.Internal));
        Assert.Equal<string>(["10.50.0.0/24", "fd00::/64"], network.Subnets);
        Assert.Equal<string>(["10.50.0.1", ""], network.Gateways);
        Assert.Equal("51", network.Options["vni"]);
        Assert.Equal<EngineAttachment>([new("e2", "c2", "db", ""), new("e1", "", "web", "10.50.0.2")], network.Attachments);
    }

    [Fact]
    public async Task Networks_without_anything_are_listed()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(
            200, """[{"Id":"n1","IPAM":null},{"Id":"n2","IPAM":{"Config":null},"Containers":null},null]""");

        ImmutableArray<EngineNetwork> networks = await daemon.Engine().ListNetworksAsync(default);

        Assert.Equal(["n1", "n2"], networks.Select(network => network.Id));
    }

    [Fact]
    public async Task A_container_that_runs_already_counts_as_started()
    {
        await using FakeDaemon daemon = new((_, stream, cancellationToken) =>
            stream.WriteAsync("HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray(), cancellationToken).AsTask());

        await daemon.Engine().StartContainerAsync("web", default);

        Assert.Single(daemon.Requests);
    }

    [Fact]
    public async Task What_is_gone_is_no_failure()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(404, """{"message":"no such thing"}""");
        EngineEdge engine = daemon.Engine();

        Assert.Null(await engine.InspectContainerAsync("web", default));
        Assert.Null(await engine.InspectNetworkAsync("demo", default));
        await engine.RemoveNetworkAsync("demo", default);
    }

    [Fact]
    public async Task Calls_one_after_the_other_share_a_connection()
    {
        await using FakeDaemon daemon = FakeDaemon.Answering(200, "[]");
        EngineEdge engine = daemon.Engine();

        for (int call = 0; call < 20; call++)
        {
            await engine.ListContainersAsync(default);
        }

        Assert.Equal((20, 1), (daemon.Requests.Count, daemon.Connections));
    }
}
