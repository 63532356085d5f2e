using System.Text.Json;
using MeshNet.Node.Plugin;
using MeshNet.Testing;

namespace MeshNet.Node.Tests.Plugin;

public sealed class DispatcherFuzzTests
{
    [Fact]
    public async Task Whatever_comes_the_answer_is_one_json_object_and_no_defect()
    {
        int served = 0;
        RecordingHandler handler = new()
        {
            OnAsked = request => served += ReadOptions(request) is string ? 0 : 1,
        };
        string? body = null;
        PluginDispatcher dispatcher = new(handler, (method, defect) =>
            Assert.Fail($"{method} with {body} failed: {defect}"));
        KeyValuePair<string, (string Request, string Response)>[] methods = Calls.All.ToArray();
        foreach (Random random in Fuzz.Rounds())
        {
            (string method, (string valid, _)) = methods[random.Next(methods.Length)];
            byte[] bytes = new RequestFuzzer(random).Next(valid);
            body = Convert.ToBase64String(bytes);

            PluginReply reply = await dispatcher.DispatchAsync($"/{method}", bytes, CancellationToken.None);

            using JsonDocument document = JsonDocument.Parse(reply.Body);
            Assert.True(document.RootElement.ValueKind == JsonValueKind.Object, $"{method} with {body}");
            Assert.Equal(200, reply.Status);
            handler.Asked.Clear();
        }

        Assert.True(served > 0, "no call was well-formed, so nothing behind the parser was reached");
    }

    /// <summary>Reads the options as the real handler does, so that their parser meets the same bodies.</summary>
    private static object ReadOptions(object request) => request switch
    {
        CreateNetworkRequest create => NetworkOptions.From(create.Options),
        CreateEndpointRequest endpoint => EndpointOptions.From(endpoint.Options),
        JoinEndpointRequest join => EndpointOptions.From(join.Options),
        _ => request,
    };
}
