using MeshNet.Docker.Tests.Fakes;

namespace MeshNet.Docker.Tests.Engine;

public sealed class RequestTests
{
    public static TheoryData<string, Func<IDockerEngine, Task>, string, string> Calls => new()
    {
        { "ping", engine => engine.PingAsync(), "GET /_ping", "" },
        { "version", engine => engine.VersionAsync(), "GET /version", "" },
        { "info", engine => engine.InfoAsync(), "GET /info", "" },
        { "inspect container", engine => engine.InspectContainerAsync("web"), "GET /containers/web/json", "" },
        { "start", engine => engine.StartContainerAsync("web"), "POST /containers/web/start", "" },
        { "inspect network", engine => engine.InspectNetworkAsync("demo"), "GET /networks/demo", "" },
        { "remove network", engine => engine.RemoveNetworkAsync("demo"), "DELETE /networks/demo", "" },
        {
            "connect", engine => engine.ConnectAsync("demo", "web"), "POST /networks/demo/connect", """{"Container":"web"}"""
        },
        {
            "connect with wishes",
            engine => engine.ConnectAsync("demo", "web", new() { Aliases = ["www"], Address = new("10.0.0.9") }),
            "POST /networks/demo/connect",
            """{"Container":"web","EndpointConfig":{"Aliases":["www"],"IPAMConfig":{"IPv4Address":"10.0.0.9"},"DriverOpts":{}}}"""
        },
        {
            "disconnect", engine => engine.DisconnectAsync("demo", "web", force: true), "POST /networks/demo/disconnect",
            """{"Container":"web","Force":true}"""
        },
        {
            "create network",
            engine => engine.CreateNetworkAsync(new()
            {
                Name = "demo",
                Driver = "meshnet",
                IPAM = new() { Driver = "meshnet", Config = [new() { Subnet = "10.50.0.0/24", Gateway = "10.50.0.1" }] },
                Options = new Dictionary<string, string> { ["vni"] = "51" },
            }),
            "POST /networks/create",
            """
            {"Name":"demo","Driver":"meshnet","Internal":false,"Attachable":false,"EnableIPv6":false,
            "IPAM":{"Driver":"meshnet","Options":{},"Config":[{"Subnet":"10.50.0.0/24","IPRange":"","Gateway":"10.50.0.1","AuxiliaryAddresses":{}}]},
            "Options":{"vni":"51"},"Labels":{},"CheckDuplicate":true}
            """
        },
    };

    public static TheoryData<Func<IDockerEngine, Task>, string> Lists => new()
    {
        { engine => engine.ListContainersAsync(all: true), "GET /containers/json?all=1" },
        { engine => engine.ListContainersAsync(all: false), "GET /containers/json?all=0" },
        {
            engine => engine.ListContainersAsync(true, DockerFilters.None.With("name", "^/a$").With("label", "x").With("label", "y=z")),
            """GET /containers/json?all=1&filters={"label":["x","y=z"],"name":["^/a$"]}"""
        },
        { engine => engine.ListNetworksAsync(), "GET /networks" },
        {
            engine => engine.ListNetworksAsync(DockerFilters.None.With("driver", "meshnet")),
            """GET /networks?filters={"driver":["meshnet"]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_sends_the_request_that_the_api_documents(
        string name, Func<IDockerEngine, Task> call, string line, string body)
    {
        await using var daemon = FakeDaemon.Answering(200, """{"Id":"0123"}""");
        using var engine = daemon.Engine();

        await call(engine);

        var request = Assert.Single(daemon.Requests);
        Assert.Equal((name, line), (name, request.Line));
        Assert.Equal(Compact(body), Compact(request.Body));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_sends_its_filters_as_json(Func<IDockerEngine, Task> call, string line)
    {
        await using var daemon = FakeDaemon.Answering(200, "[]");
        using var engine = daemon.Engine();

        await call(engine);

        Assert.Equal(line, Assert.Single(daemon.Requests).Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_would_change_the_path_is_refused_before_anything_is_sent(string id)
    {
        await using var daemon = FakeDaemon.Answering(200, "{}");
        using var engine = daemon.Engine();

        await Assert.ThrowsAsync<ArgumentException>(() => engine.InspectContainerAsync(id));
        Assert.Empty(daemon.Requests);
    }

    [Fact]
    public async Task A_slash_in_a_name_stays_inside_its_segment()
    {
        await using var daemon = FakeDaemon.Answering(200, "{}");
        using var engine = daemon.Engine();

        await engine.InspectNetworkAsync("a/../b?c");

        Assert.Equal("GET /networks/a/../b?c", Assert.Single(daemon.Requests).Line);
    }

    private static string Compact(string json) => json.ReplaceLineEndings("");
}
