using System.Net.Http.Headers;
using MeshNet.Node.Management;
using MeshNet.Node.Tests.Storage;

namespace MeshNet.Node.Tests.Management;

/// <summary>Leaving and downing by Akka Management's HTTP API, which takes a token.</summary>
public sealed class ClusterCommandsTests : IAsyncLifetime, IDisposable
{
    private const string Token = "0123456789abcdef";
    private const string Self = "/cluster/members/akka://meshnet@192.0.2.10:7947";
    private const string Other = "/cluster/members/meshnet@192.0.2.20:7947";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeControl _control = new();
    private readonly HttpClient _client = new();
    private ManagementServer? _server;

    public async Task InitializeAsync()
    {
        _control.Add(1, MemberStatus.Alive, "192.0.2.10:7947");
        _control.Add(2, MemberStatus.Dead, "192.0.2.20:7947");
        _server = await ManagementServer.StartAsync(
            Path.Combine(_directory.Path, "cli.sock"), new(new IPEndPoint(IPAddress.Loopback, 0), IsReadOnly: false, Token), _control, (_, _, _) => { });
        _client.BaseAddress = new Uri(_server.Urls.Single(url => url.Contains("127.0.0.1", StringComparison.Ordinal)));
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("PUT", "Leave")]
    [InlineData("PUT", "leave")]
    public async Task The_node_that_is_asked_leaves(string method, string operation)
    {
        Assert.Equal((HttpStatusCode.OK, """{"message":"Leaving akka://meshnet@192.0.2.10:7947"}"""), await Send(method, Self, operation));
        Assert.Equal(["leave"], _control.Commands);
    }

    [Fact]
    public async Task Another_is_removed_for_good()
    {
        Assert.Equal((HttpStatusCode.OK, """{"message":"Downing akka://meshnet@192.0.2.20:7947"}"""), await Send("PUT", Other, "Down"));
        Assert.Equal([$"remove {new NodeId(2)}"], _control.Commands);
    }

    [Theory]
    [InlineData("PUT", Self, "Join", HttpStatusCode.BadRequest, """{"message":"Operation not supported"}""")]
    [InlineData("PUT", Self, "", HttpStatusCode.BadRequest, """{"message":"Operation not supported"}""")]
    [InlineData("DELETE", "/cluster/members/meshnet@192.0.2.99:7947", "", HttpStatusCode.NotFound, """{"message":"Member [meshnet@192.0.2.99:7947] not found"}""")]
    [InlineData("DELETE", Other, "", HttpStatusCode.Conflict, "itself can leave")]
    public async Task What_cannot_be_done_changes_nothing(string method, string path, string operation, HttpStatusCode status, string says)
    {
        (HttpStatusCode answered, string body) = await Send(method, path, operation);

        Assert.Equal(status, answered);
        Assert.Contains(says, body, StringComparison.Ordinal);
        Assert.Empty(_control.Commands);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer 0123456789abcdeF")]
    [InlineData("Basic 0123456789abcdef")]
    public async Task Nobody_without_the_token_changes_anything(string? authorization)
    {
        _client.DefaultRequestHeaders.Remove("Authorization");
        if (authorization is not null)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("DELETE", Self, "")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("PUT", Other, "Down")).Status);
        Assert.Empty(_control.Commands);
    }

    private async Task<(HttpStatusCode Status, string Body)> Send(string method, string path, string operation)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (operation.Length > 0)
        {
            request.Content = new FormUrlEncodedContent([new("operation", operation)]);
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
