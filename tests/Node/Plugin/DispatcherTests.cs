using System.Text;
using System.Text.Json;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

public sealed class DispatcherTests
{
    public static TheoryData<string> Methods => [.. Calls.All.Keys];

    public static TheoryData<string> MethodsWithRequest => [.. Calls.WithRequest];

    [Fact]
    public void Every_method_of_the_protocol_is_there()
    {
        Assert.Equal(Calls.All.Keys, new PluginDispatcher(new RecordingHandler(), NoDefect).Methods);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_request_as_docker_sends_it_gets_the_answer_in_dockers_json(string method)
    {
        (string request, string response) = Calls.All[method];

        PluginReply reply = await DispatchAsync(new RecordingHandler(), method, request);

        Assert.Equal((200, response), (reply.Status, Text(reply)));
    }

    [Theory]
    [MemberData(nameof(MethodsWithRequest))]
    public async Task A_repeated_call_without_its_body_is_refused_and_does_nothing(string method)
    {
        RecordingHandler handler = new();

        PluginReply reply = await DispatchAsync(handler, method, "");

        Assert.Equal(200, reply.Status);
        Assert.Equal($"{method} came without its request, as Docker's repeated calls do after a broken connection; "
            + "nothing was done, run the command again.", Sentence(method, reply));
        Assert.Empty(handler.Asked);
    }

    [Theory]
    [InlineData("not json", "$ (line 1, byte 2)")]
    [InlineData("null", "$ (line 1, byte 1)")]
    [InlineData("[]", "$ (line 1, byte 2)")]
    [InlineData("{\"NetworkID\":\"n1\",\n\"EndpointID\":7}", "$.EndpointID (line 2, byte 15)")]
    [InlineData("{\"NetworkID\":\"\\ud800\"}", "$.NetworkID (line 1, byte 22)")]
    [InlineData("{\"NetworkID\":\"n1\"", "$ (line 1, byte 18)")]
    public async Task A_malformed_request_is_refused_with_the_place_that_is_wrong(string body, string place)
    {
        RecordingHandler handler = new();

        PluginReply reply = await DispatchAsync(handler, "NetworkDriver.Leave", body);

        Assert.Equal(
            $"NetworkDriver.Leave: the request is not the JSON of Docker's plugin protocol at {place}; nothing was done.",
            Sentence("NetworkDriver.Leave", reply));
        Assert.Empty(handler.Asked);
    }

    [Theory]
    [InlineData("NetworkDriver.CreateNetwork", "{}", "NetworkID")]
    [InlineData("NetworkDriver.Leave", """{"NetworkID":"n1","EndpointID":null}""", "EndpointID")]
    [InlineData("NetworkDriver.Join", """{"NetworkID":"n1","EndpointID":"e1"}""", "SandboxKey")]
    [InlineData("IpamDriver.RequestPool", """{"Pool":"10.0.0.0/8"}""", "AddressSpace")]
    [InlineData("IpamDriver.ReleaseAddress", """{"PoolID":"p"}""", "Address")]
    public async Task A_request_without_an_indispensable_field_is_refused_by_the_fields_name(string method, string body, string field)
    {
        RecordingHandler handler = new();

        PluginReply reply = await DispatchAsync(handler, method, body);

        Assert.Equal($"{method}: the request has no {field}; nothing was done.", Sentence(method, reply));
        Assert.Empty(handler.Asked);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_refusal_uses_the_field_that_docker_looks_at(string method)
    {
        if (method == "Plugin.Activate")
        {
            return;
        }

        RecordingHandler handler = new() { Failure = new PluginException("no address is left") };

        PluginReply reply = await DispatchAsync(handler, method, Calls.All[method].Request);

        Assert.Equal((200, "no address is left"), (reply.Status, Sentence(method, reply)));
    }

    [Fact]
    public async Task A_defect_is_answered_by_one_line_and_logged_whole()
    {
        List<(string, Exception)> defects = [];
        InvalidOperationException failure = new("the first line\n   at Some.Stack()");
        PluginDispatcher dispatcher = new(
            new RecordingHandler { Failure = failure }, (method, defect) => defects.Add((method, defect)));

        PluginReply reply = await dispatcher.DispatchAsync(
            "/NetworkDriver.Leave", Encoding.UTF8.GetBytes(Calls.All["NetworkDriver.Leave"].Request), CancellationToken.None);

        Assert.Equal("MeshNet failed in NetworkDriver.Leave (the first line); see the daemon's log, and try again.",
            Sentence("NetworkDriver.Leave", reply));
        Assert.Equal(("NetworkDriver.Leave", failure), Assert.Single(defects));
    }

    [Fact]
    public async Task Nobody_is_answered_when_nobody_waits()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        PluginDispatcher dispatcher = new(
            new RecordingHandler { Failure = new OperationCanceledException(cancelled.Token) }, NoDefect);

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            dispatcher.DispatchAsync("/IpamDriver.GetCapabilities", default, cancelled.Token));
    }

    [Theory]
    [InlineData("/NetworkDriver.Fly", "MeshNet's plugin has no method NetworkDriver.Fly.")]
    [InlineData("/", "MeshNet's plugin has no method .")]
    [InlineData("/networkdriver.join", "MeshNet's plugin has no method networkdriver.join.")]
    public async Task An_unknown_method_is_not_found(string path, string sentence)
    {
        PluginReply reply = await new PluginDispatcher(new RecordingHandler(), NoDefect).DispatchAsync(path, default, CancellationToken.None);

        Assert.Equal((404, sentence), (reply.Status, Sentence(path, reply)));
    }

    [Fact]
    public async Task Fields_that_a_later_docker_adds_are_ignored_and_fields_it_drops_have_defaults()
    {
        RecordingHandler handler = new();

        await DispatchAsync(handler, "NetworkDriver.CreateNetwork", """{"NetworkID":"n1","New":{"a":[1]},"IPv4Data":[null,{"New":1}]}""");

        CreateNetworkRequest request = Assert.IsType<CreateNetworkRequest>(Assert.Single(handler.Asked));
        IpamData pool = Assert.Single(request.IPv4Data);
        Assert.Equal(("", "", ""), (pool.AddressSpace, pool.Pool, pool.Gateway));
        Assert.Empty(pool.AuxAddresses);
        Assert.Empty(request.IPv6Data);
        Assert.Empty(NetworkOptions.From(request.Options).Generic);
    }

    [Fact]
    public async Task An_address_request_tells_what_the_address_is_for()
    {
        RecordingHandler handler = new();

        await DispatchAsync(handler, "IpamDriver.RequestAddress",
            """{"PoolID":"p1","Address":"","Options":{"RequestAddressType":"com.docker.network.gateway"}}""");
        await DispatchAsync(handler, "IpamDriver.RequestAddress",
            """{"PoolID":"p1","Options":{"com.docker.network.endpoint.name":"web","com.docker.network.endpoint.macaddress":"02:00:00:00:00:01"}}""");

        RequestAddressRequest[] asked = handler.Asked.Cast<RequestAddressRequest>().ToArray();
        Assert.True(asked[0].IsGateway);
        Assert.Equal((false, "web", "02:00:00:00:00:01"), (asked[1].IsGateway, asked[1].EndpointName, asked[1].MacAddress));
    }

    private static Task<PluginReply> DispatchAsync(RecordingHandler handler, string method, string body) =>
        new PluginDispatcher(handler, NoDefect).DispatchAsync($"/{method}", Encoding.UTF8.GetBytes(body), CancellationToken.None);

    private static void NoDefect(string method, Exception defect) => Assert.Fail($"{method}: {defect}");

    private static string Text(PluginReply reply) => Encoding.UTF8.GetString(reply.Body.Span);

    private static string? Sentence(string method, PluginReply reply)
    {
        using JsonDocument document = JsonDocument.Parse(reply.Body);
        string field = method.Contains("IpamDriver", StringComparison.Ordinal) ? "Error" : "Err";
        return Assert.Single(document.RootElement.EnumerateObject(), property => property.Name == field).Value.GetString();
    }
}
