using MeshNet.Node.Management;
using MeshNet.Node.Tests.Storage;

namespace MeshNet.Node.Tests.Management;

/// <summary>Akka Management's HTTP API over TCP, as far as it reads: routes, JSON and codes are Akka's.</summary>
public sealed class ClusterRoutesTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeControl _control = new();
    private readonly HttpClient _client = new();
    private ManagementServer? _server;

    public async Task InitializeAsync()
    {
        _control.Add(2, MemberStatus.Alive, "192.0.2.20:7947");
        _control.Add(1, MemberStatus.Alive, "192.0.2.10:7947", nonce: ulong.MaxValue);
        _server = await ManagementServer.StartAsync(
            Path.Combine(_directory.Path, "cli.sock"), new(new IPEndPoint(IPAddress.Loopback, 0), IsReadOnly: true, Token: null), _control, (_, _, _) => { });
        _client.BaseAddress = new Uri(_server.Urls.Single(url => url.Contains("127.0.0.1", StringComparison.Ordinal)));
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_members_are_shown_in_akka_s_shape()
    {
        _control.Add(3, MemberStatus.Suspect, "192.0.2.30:7947");
        _control.Add(4, MemberStatus.Dead, "[2001:db8::4]:7947");
        _control.Add(5, MemberStatus.Left, "192.0.2.50:7947");

        Assert.Equal(
            """
            {"selfNode":"akka://meshnet@192.0.2.20:7947","members":[
            {"node":"akka://meshnet@192.0.2.10:7947","nodeUid":"-1","status":"Up","roles":[]},
            {"node":"akka://meshnet@192.0.2.20:7947","nodeUid":"7","status":"Up","roles":[]},
            {"node":"akka://meshnet@192.0.2.30:7947","nodeUid":"7","status":"Up","roles":[]},
            {"node":"akka://meshnet@[2001:db8::4]:7947","nodeUid":"7","status":"Down","roles":[]}],
            "unreachable":[
            {"node":"akka://meshnet@192.0.2.30:7947","observedBy":["akka://meshnet@192.0.2.20:7947"]},
            {"node":"akka://meshnet@[2001:db8::4]:7947","observedBy":["akka://meshnet@192.0.2.20:7947"]}],
            "leader":"akka://meshnet@192.0.2.10:7947","oldestPerRole":{}}
            """.ReplaceLineEndings(""),
            await Get("/cluster/members"));
        Assert.Equal(await Get("/cluster/members"), await Get("/cluster/members/"));
    }

    [Fact]
    public async Task What_is_not_there_is_left_out()
    {
        _control.Members.Clear();
        _control.Add(1, MemberStatus.Suspect, "192.0.2.10:7947");

        Assert.DoesNotContain("leader", await Get("/cluster/members"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka://meshnet@192.0.2.10:7947")]
    [InlineData("akka%3A%2F%2Fmeshnet%40192.0.2.10%3A7947")]
    [InlineData("meshnet@192.0.2.10:7947")]
    public async Task One_member_is_found_by_its_address_in_each_of_akka_s_spellings(string address) => Assert.Equal(
        """{"node":"akka://meshnet@192.0.2.10:7947","nodeUid":"-1","status":"Up","roles":[]}""", await Get("/cluster/members/" + address));

    [Fact]
    public async Task A_member_of_ipv6_is_found_too()
    {
        _control.Add(4, MemberStatus.Alive, "[2001:db8::4]:7947");

        Assert.Contains("\"status\":\"Up\"", await Get("/cluster/members/meshnet@[2001:db8::4]:7947"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_member_is_not_found_in_akka_s_words() => Assert.Equal(
        """{"message":"Member [akka://meshnet@192.0.2.99:7947] not found"}""",
        await Get("/cluster/members/akka://meshnet@192.0.2.99:7947", HttpStatusCode.NotFound));

    [Fact]
    public async Task A_host_in_no_mesh_says_how_to_get_into_one()
    {
        _control.State = "not in a mesh";

        Assert.Contains("meshnet join", await Get("/cluster/members", HttpStatusCode.Conflict), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ready")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task A_healthy_node_answers_with_an_empty_200(string path) => Assert.Equal("", await Get(path));

    [Theory]
    [InlineData("not in a mesh")]
    [InlineData("quarantined")]
    public async Task Who_may_not_be_sent_work_is_alive_and_not_ready(string state)
    {
        _control.State = state;

        Assert.Equal($"Not Healthy: this node is {state}", await Get("/ready", HttpStatusCode.InternalServerError));
        Assert.Equal($"Not Healthy: this node is {state}", await Get("/health", HttpStatusCode.InternalServerError));
        Assert.Equal("", await Get("/alive"));
    }

    [Theory]
    [InlineData("POST", "/cluster/members")]
    [InlineData("PUT", "/cluster/members/akka://meshnet@192.0.2.10:7947")]
    [InlineData("DELETE", "/cluster/members/akka://meshnet@192.0.2.10:7947")]
    public async Task Nothing_can_be_changed(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpResponseMessage response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task What_changes_the_mesh_is_not_served_over_tcp()
    {
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/meshnet/leave", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string> Get(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path} was answered with {response.StatusCode}: {body}");
        return body;
    }
}
