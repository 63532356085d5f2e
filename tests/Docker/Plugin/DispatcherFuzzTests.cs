using System.Diagnostics;
using System.Text.Json;
using MeshNet.Docker.Plugin;
using MeshNet.Docker.Tests.Fakes;

namespace MeshNet.Docker.Tests.Plugin;

public sealed class DispatcherFuzzTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("MESHNET_FUZZ_SECONDS"), out var seconds) ? seconds : 3);

    [Fact]
    public async Task Whatever_comes_the_answer_is_one_json_object_and_no_defect()
    {
        var seed = Random.Shared.Next();
        var fuzzer = new RequestFuzzer(seed);
        var served = 0;
        var handler = new RecordingHandler
        {
            OnAsked = request => served += ReadOptions(request) is string ? 0 : 1,
        };
        string? body = null;
        var dispatcher = new PluginDispatcher(handler, (method, defect) =>
            Assert.Fail($"seed {seed}: {method} with {body} failed: {defect}"));
        var methods = Calls.All.ToArray();
        var watch = Stopwatch.StartNew();
        var calls = 0;
        for (; watch.Elapsed < Budget; calls++)
        {
            var (method, (valid, _)) = methods[calls % methods.Length];
            var bytes = fuzzer.Next(valid);
            body = Convert.ToBase64String(bytes);

            var reply = await dispatcher.DispatchAsync($"/{method}", bytes, CancellationToken.None);

            using var document = JsonDocument.Parse(reply.Body);
            Assert.True(document.RootElement.ValueKind == JsonValueKind.Object, $"seed {seed}: {method} with {body}");
            Assert.Equal(200, reply.Status);
            handler.Asked.Clear();
        }

        Assert.True(served > 0, $"seed {seed}: of {calls} calls none was well-formed, so nothing behind the parser was reached");
    }

    /// <summary>Reads the options as the real handler does, so that their parser meets the same bodies.</summary>
    private static object ReadOptions(object request) => request switch
    {
        CreateNetworkRequest create => NetworkOptions.From(create.Options),
        CreateEndpointRequest endpoint => EndpointOptions.From(endpoint.Options),
        JoinRequest join => EndpointOptions.From(join.Options),
        _ => request,
    };
}
