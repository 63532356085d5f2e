using System.Text.Json;
using MeshNet.Testing;

namespace MeshNet.Node.Tests.Plugin;

public sealed class PluginFuzzTests
{
    [Fact]
    public async Task Whatever_is_posted_the_answer_is_one_json_object()
    {
        await using PluginHarness plugin = new();
        await plugin.StartAsync();
        KeyValuePair<string, (string Request, string Response)>[] methods = Calls.All.ToArray();
        foreach (Random random in Fuzz.Rounds())
        {
            (string method, (string valid, _)) = methods[random.Next(methods.Length)];
            byte[] body = new RequestFuzzer(random).Next(valid);

            (int Status, string? ContentType, string Body) answer = await plugin.CallAsync(method, body);

            using JsonDocument document = JsonDocument.Parse(answer.Body);
            Assert.True(
                document.RootElement.ValueKind == JsonValueKind.Object && answer.Status == 200,
                $"{method} with {Convert.ToBase64String(body)} gave {answer}");
        }
    }
}
