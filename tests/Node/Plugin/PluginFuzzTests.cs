using System.Text.Json;
using MeshNet.Testing;

namespace MeshNet.Node.Tests.Plugin;

public sealed class PluginFuzzTests
{
    [Fact]
    public async Task Whatever_is_posted_the_answer_is_one_json_object()
    {
        await using var plugin = new PluginHarness();
        await plugin.StartAsync();
        var methods = Calls.All.ToArray();
        foreach (var random in Fuzz.Rounds())
        {
            var (method, (valid, _)) = methods[random.Next(methods.Length)];
            var body = new RequestFuzzer(random).Next(valid);

            var answer = await plugin.CallAsync(method, body);

            using var document = JsonDocument.Parse(answer.Body);
            Assert.True(
                document.RootElement.ValueKind == JsonValueKind.Object && answer.Status == 200,
                $"{method} with {Convert.ToBase64String(body)} gave {answer}");
        }
    }
}
