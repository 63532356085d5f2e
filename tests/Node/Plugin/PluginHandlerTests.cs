using System.Text.Json;
using MeshNet.Actors.Plugin;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

public sealed class PluginHandlerTests
{
    private const string EngineNetwork = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string EngineEndpoint = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";

    private static readonly EndpointId Endpoint = EndpointId.Parse(EngineEndpoint);
    private static readonly Block Subnet = new(0x0A320000, 24);
    private static readonly MacAddress Mac = MacAddress.Parse("02:42:00:00:00:07");

    private readonly FakePluginCalls _calls = new();
    private readonly PluginHandler _handler;

    public PluginHandlerTests() => _handler = new PluginHandler(_calls);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_capabilities_are_local_objects_with_global_reach_and_need_no_mesh()
    {
        NetworkCapabilities network = await _handler.GetNetworkCapabilitiesAsync(None);
        Assert.Equal(("local", "global"), (network.Scope, network.ConnectivityScope));
        Assert.False((await _handler.GetIpamCapabilitiesAsync(None)).RequiresRequestReplay);
        AddressSpacesResponse spaces = await _handler.GetDefaultAddressSpacesAsync(None);
        Assert.Equal(("meshnet-local", "meshnet-global"), (spaces.LocalDefaultAddressSpace, spaces.GlobalDefaultAddressSpace));
        Assert.Empty(_calls.Asked);
    }

    [Fact]
    public async Task A_pool_names_the_gateway_that_all_hosts_share()
    {
        _calls.Answer(new PoolGranted("pool-1", Subnet, Subnet.Start + 1));
        RequestPoolResponse response = await _handler.RequestPoolAsync(
            new() { AddressSpace = "meshnet-local", Pool = "10.50.0.0/24", Options = new Dictionary<string, string> { ["a"] = "b" } }, None);

        Assert.Equal(("pool-1", "10.50.0.0/24"), (response.PoolId, response.Pool));
        Assert.Equal("10.50.0.1/24", response.Data["com.docker.network.gateway"]);
        RequestPool asked = Assert.IsType<RequestPool>(Assert.Single(_calls.Asked));
        Assert.Equal(("10.50.0.0/24", "", "b"), (asked.Pool, asked.SubPool, asked.Options["a"]));
    }

    [Fact]
    public async Task An_ipv6_pool_is_refused_before_the_mesh_is_asked()
    {
        PluginException refusal = await Assert.ThrowsAsync<PluginException>(() => _handler.RequestPoolAsync(new() { Pool = "fd00::/64", V6 = true }, None));
        Assert.Contains("only IPv4", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_calls.Asked);
    }

    [Theory]
    [InlineData("", null, false)]
    [InlineData("10.50.0.9", 0x0A320009u, false)]
    [InlineData("10.50.0.1", 0x0A320001u, true)]
    public async Task An_address_is_asked_for_and_answered_with_its_prefix(string wanted, uint? expected, bool gateway)
    {
        _calls.Answer(new AddressGranted(0x0A320009, Subnet));
        Dictionary<string, string> options = gateway ? new() { ["RequestAddressType"] = "com.docker.network.gateway" } : [];
        RequestAddressResponse response = await _handler.RequestAddressAsync(new() { PoolId = "pool-1", Address = wanted, Options = options }, None);
        Assert.Equal("10.50.0.9/24", response.Address);
        Assert.Equal(new RequestAddress("pool-1", expected, gateway), Assert.Single(_calls.Asked));
    }

    [Fact]
    public async Task Releases_are_handed_on()
    {
        _calls.Answer(Acknowledged.Instance, Acknowledged.Instance);
        await _handler.ReleaseAddressAsync(new() { PoolId = "pool-1", Address = "10.50.0.9" }, None);
        await _handler.ReleasePoolAsync(new() { PoolId = "pool-1" }, None);
        Assert.Equal([new ReleaseAddress("pool-1", 0x0A320009), new ReleasePool("pool-1")], _calls.Asked);
    }

    [Fact]
    public async Task A_network_is_bound_with_what_docker_settled_on()
    {
        _calls.Answer(new NetworkBound(new NetworkId(7)));
        await _handler.CreateNetworkAsync(
            Network("""{"com.docker.network.internal":true,"com.docker.network.generic":{"mtu":"1400"}}""", "meshnet-local"), None);
        BindNetwork asked = Assert.IsType<BindNetwork>(Assert.Single(_calls.Asked));
        Assert.Equal((EngineNetwork, Subnet, 0x0A320001u, true), (asked.EngineNetworkId, asked.Subnet, asked.Gateway, asked.Internal));
        Assert.Equal("1400", asked.Options["mtu"]);
    }

    [Fact]
    public async Task A_network_with_dockers_own_ipam_is_refused_with_the_command_that_works()
    {
        string options = """{"com.docker.network.internal":true,"com.docker.network.generic":{"mtu":"1400"}}""";
        PluginException refusal = await Assert.ThrowsAsync<PluginException>(
            () => _handler.CreateNetworkAsync(Network(options, "LocalDefault"), None));
        Assert.Equal(
            "network driver meshnet needs its own IPAM: "
            + "docker network create -d meshnet --ipam-driver meshnet --internal -o mtu=1400 [--subnet SUBNET] NAME",
            refusal.Message);
        Assert.Empty(_calls.Asked);
    }

    [Fact]
    public async Task Ipv6_no_ipv4_and_several_subnets_are_refused()
    {
        CreateNetworkRequest plain = Network("{}", "meshnet-local");
        CreateNetworkRequest[] wrong =
        [
            Network("""{"com.docker.network.enable_ipv6":true}""", "meshnet-local"),
            plain with { IPv6Data = plain.IPv4Data },
            plain with { IPv4Data = [] },
            plain with { IPv4Data = [plain.IPv4Data[0], plain.IPv4Data[0]] },
            plain with { IPv4Data = [plain.IPv4Data[0] with { Pool = "10.50.0.0" }] },
            plain with { IPv4Data = [plain.IPv4Data[0] with { Gateway = "here" }] },
        ];
        foreach (CreateNetworkRequest request in wrong)
        {
            await Assert.ThrowsAnyAsync<PluginException>(() => _handler.CreateNetworkAsync(request, None));
        }

        Assert.Empty(_calls.Asked);
    }

    [Fact]
    public async Task Swarm_is_told_why_not() =>
        Assert.Contains(
            "scope local",
            (await Assert.ThrowsAsync<PluginException>(() => _handler.AllocateNetworkAsync(new(), None))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_networks_removal_passes_on_the_refusal()
    {
        _calls.Answer("network demo has endpoints on node2: web");
        PluginException refusal = await Assert.ThrowsAsync<PluginException>(() => _handler.DeleteNetworkAsync(new() { NetworkId = EngineNetwork }, None));
        Assert.Equal("network demo has endpoints on node2: web", refusal.Message);
    }

    [Fact]
    public async Task An_endpoints_mac_is_told_only_when_docker_left_it_open()
    {
        _calls.Answer(new EndpointBound(new(7), Endpoint, 0x0A320009, Mac), new EndpointBound(new(7), Endpoint, 0x0A320009, Mac));

        CreateEndpointResponse open = await _handler.CreateEndpointAsync(EndpointRequest(""), None);
        CreateEndpointResponse given = await _handler.CreateEndpointAsync(EndpointRequest("02:42:00:00:00:07"), None);

        Assert.Equal((Mac.ToString(), null), (open.Interface.MacAddress, open.Interface.Address));
        Assert.Null(given.Interface.MacAddress);
        Assert.Equal(
            [new BindAddress(EngineNetwork, Endpoint, 0x0A320009, null), new BindAddress(EngineNetwork, Endpoint, 0x0A320009, Mac)],
            _calls.Asked);
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_is_refused_before_the_mesh_is_asked()
    {
        CreateEndpointRequest[] wrong =
        [
            EndpointRequest("01:00:5e:00:00:01"),
            EndpointRequest("here"),
            EndpointRequest("") with { EndpointId = "eeee" },
            EndpointRequest("") with { EndpointId = new string('x', 64) },
            EndpointRequest("") with { Interface = new() },
            EndpointRequest("") with { Interface = new() { Address = "10.50.0.9/24", AddressIPv6 = "fd00::9/64" } },
        ];
        foreach (CreateEndpointRequest request in wrong)
        {
            await Assert.ThrowsAnyAsync<PluginException>(() => _handler.CreateEndpointAsync(request, None));
        }

        Assert.Empty(_calls.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_join_names_the_link_and_leaves_the_gateway_to_docker_unless_ours_is_wanted(bool ownGateway)
    {
        _calls.Answer(new SandboxJoined("mn0a320009", ownGateway));
        using JsonDocument options = JsonDocument.Parse(
            """{"com.docker.network.portmap":[{"Proto":6,"IP":"","Port":80,"HostIP":"","HostPort":8080,"HostPortEnd":8080}]}""");
        JoinEndpointResponse response = await _handler.JoinAsync(
            new JoinEndpointRequest
            {
                NetworkId = EngineNetwork,
                EndpointId = EngineEndpoint,
                SandboxKey = "/var/run/docker/netns/1",
                Options = options.RootElement,
            },
            None);

        Assert.Equal(new InterfaceName("mn0a320009", "eth"), response.InterfaceName);
        Assert.Null(response.Gateway);
        Assert.Equal(ownGateway, response.DisableGatewayService);
        JoinSandbox asked = Assert.IsType<JoinSandbox>(Assert.Single(_calls.Asked));
        Assert.Equal((EngineNetwork, Endpoint, "/var/run/docker/netns/1"), (asked.EngineNetworkId, asked.Endpoint, asked.SandboxPath));
        Assert.Equal(new PublishedPort("tcp", null, 8080, 80), Assert.Single(asked.Ports));
    }

    [Fact]
    public async Task Deleting_an_endpoint_leaves_first_since_docker_may_not_have()
    {
        _calls.Answer(Acknowledged.Instance, Acknowledged.Instance);
        await _handler.DeleteEndpointAsync(new() { NetworkId = EngineNetwork, EndpointId = EngineEndpoint }, None);
        Assert.Equal([new LeaveSandbox(EngineNetwork, Endpoint), new DeleteEndpoint(Endpoint)], _calls.Asked);
    }

    [Fact]
    public async Task Leaving_and_the_calls_that_are_not_ours_succeed()
    {
        _calls.Answer(Acknowledged.Instance);
        EndpointReference reference = new() { NetworkId = EngineNetwork, EndpointId = EngineEndpoint };
        await _handler.LeaveAsync(reference, None);
        Assert.Empty((await _handler.EndpointOperInfoAsync(reference, None)).Value);
        await _handler.ProgramExternalConnectivityAsync(new(), None);
        await _handler.RevokeExternalConnectivityAsync(reference, None);
        await _handler.DiscoverNewAsync(new(), None);
        await _handler.DiscoverDeleteAsync(new(), None);
        await _handler.FreeNetworkAsync(new(), None);
        Assert.Equal([new LeaveSandbox(EngineNetwork, Endpoint)], _calls.Asked);
    }

    private static CreateEndpointRequest EndpointRequest(string mac) => new()
    {
        NetworkId = EngineNetwork,
        EndpointId = EngineEndpoint,
        Interface = new() { Address = "10.50.0.9/24", AddressIPv6 = "", MacAddress = mac },
    };

    private static CreateNetworkRequest Network(string options, string addressSpace) => new()
    {
        NetworkId = EngineNetwork,
        Options = JsonDocument.Parse(options).RootElement,
        IPv4Data = [new() { AddressSpace = addressSpace, Pool = "10.50.0.0/24", Gateway = "10.50.0.1/24" }],
    };
}
