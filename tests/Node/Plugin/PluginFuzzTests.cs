using System.Diagnostics;
using System.Text.Json;
using MeshNet.Docker.Tests.Plugin;

namespace MeshNet.Node.Tests.Plugin;

public sealed class PluginFuzzTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("MESHNET_FUZZ_SECONDS"), out var seconds) ? seconds : 3);

    [Fact]
    public async Task Whatever_is_posted_the_answer_is_one_json_object()
    {
        var seed = Random.Shared.Next();
        var fuzzer = new RequestFuzzer(seed);
        await using var plugin = new PluginHarness();
        await plugin.StartAsync();
        var methods = Calls.All.ToArray();
        var watch = Stopwatch.StartNew();
        for (var calls = 0; watch.Elapsed < Budget; calls++)
        {
            var (method, (valid, _)) = methods[calls % methods.Length];
            var body = fuzzer.Next(valid);

            var answer = await plugin.CallAsync(method, body);

            using var document = JsonDocument.Parse(answer.Body);
            Assert.True(
                document.RootElement.ValueKind == JsonValueKind.Object && answer.Status == 200,
                $"seed {seed}: {method} with {Convert.ToBase64String(body)} gave {answer}");
        }
    }
}
