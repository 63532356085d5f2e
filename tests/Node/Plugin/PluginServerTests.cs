using System.Text;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

public sealed class PluginServerTests
{
    public static TheoryData<string> Methods => [.. Calls.All.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_as_docker_makes_it_is_answered_in_dockers_own_media_type(string method)
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        (int Status, string? ContentType, string Body) answer = await plugin.CallAsync(method, Calls.All[method].Request);

        Assert.Equal((200, "application/vnd.docker.plugins.v1.2+json", Calls.All[method].Response), answer);
    }

    [Fact]
    public async Task A_repeated_call_without_a_body_does_nothing()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        (int Status, string? ContentType, string Body) answer = await plugin.CallAsync("IpamDriver.RequestAddress", "");

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("""{"Error":"IpamDriver.RequestAddress came without its request""", answer.Body, StringComparison.Ordinal);
        Assert.Empty(plugin.Handler.Asked);
    }

    [Fact]
    public async Task An_unknown_method_is_not_found_in_the_notation_that_docker_reads()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        (int Status, string? ContentType, string Body) answer = await plugin.CallAsync("VolumeDriver.Create", "{}");

        Assert.Equal((404, """{"Err":"MeshNet\u0027s plugin has no method VolumeDriver.Create."}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Only_post_calls_a_method()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        (int Status, string? ContentType, string Body) answer = await plugin.CallAsync("NetworkDriver.DeleteNetwork", [], HttpMethod.Delete);

        Assert.Equal((405, """{"Err":"Plugin methods must be called with POST."}"""), (answer.Status, answer.Body));
        Assert.Empty(plugin.Handler.Asked);
    }

    [Fact]
    public async Task A_request_beyond_the_bound_is_refused_unread()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        string answer = await plugin.SendRawAsync(
            Encoding.Latin1.GetBytes(
                $"POST /NetworkDriver.Leave HTTP/1.1\r\nHost: x\r\nContent-Length: {PluginServer.MaxRequestBytes + 1}\r\n\r\n"),
            thenEnd: false);

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("""{"Err":"The request cannot be read""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_reaches_the_user_and_a_stack_trace_does_not()
    {
        await using PluginHarness plugin = new() { Handler = new RecordingHandler { Failure = new PluginException("no address is left") } };
        await plugin.StartAsync();

        Assert.Equal("""{"Err":"no address is left"}""", (await plugin.CallAsync("NetworkDriver.CreateNetwork", """{"NetworkID":"n"}""")).Body);
        Assert.Equal("""{"Error":"no address is left"}""", (await plugin.CallAsync("IpamDriver.ReleasePool", """{"PoolID":"p"}""")).Body);
    }

    [Theory]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("POST /NetworkDriver.Leave HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST /NetworkDriver.Leave HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{}")]
    [InlineData("POST /NetworkDriver.Leave HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST /%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    public async Task Malformed_http_harms_nobody(string bytes)
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        string answer = await plugin.SendRawAsync(Encoding.Latin1.GetBytes(bytes));

        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.Empty(plugin.Handler.Asked);
        Assert.Equal(200, (await plugin.CallAsync("Plugin.Activate", "")).Status);
    }

    [Fact]
    public async Task Calls_of_several_containers_are_served_side_by_side()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();

        (int Status, string? ContentType, string Body)[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            plugin.CallAsync("IpamDriver.RequestAddress", """{"PoolID":"p1"}""")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, plugin.Handler.Asked.Count);
    }
}
