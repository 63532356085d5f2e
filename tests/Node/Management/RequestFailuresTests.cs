using System.Net.Http.Headers;
using System.Text;
using Akka.Actor;
using MeshNet.Actors.Gossip;
using MeshNet.Node.Management;
using MeshNet.Node.Tests.Storage;

namespace MeshNet.Node.Tests.Management;

/// <summary>Whatever is wrong with a request or goes wrong over it, is answered with a fitting status and a sentence, and changes nothing.</summary>
public sealed class RequestFailuresTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeControl _control = new();
    private readonly List<(string Request, int Status, Exception Cause)> _failed = [];
    private HttpClient _client = new();
    private ManagementServer? _server;

    private string SocketPath => Path.Combine(_directory.Path, "cli.sock");

    public async Task InitializeAsync()
    {
        _server = await ManagementServer.StartAsync(
            SocketPath, null, _control, (request, status, cause) => _failed.Add((request, status, cause)));
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, cancellation) =>
            {
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _client = new(handler) { BaseAddress = new Uri("http://meshnet") };
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("POST", "/meshnet/init", "{", HttpStatusCode.BadRequest, "not the JSON that /meshnet/init takes")]
    [InlineData("POST", "/meshnet/init", "", HttpStatusCode.BadRequest, "not the JSON")]
    [InlineData("POST", "/meshnet/init", "null", HttpStatusCode.BadRequest, "send a JSON object")]
    [InlineData("POST", "/meshnet/init", "[]", HttpStatusCode.BadRequest, "not the JSON")]
    [InlineData("POST", "/meshnet/init", """{"Advertise":7}""", HttpStatusCode.BadRequest, "Advertise")]
    [InlineData("POST", "/meshnet/init", """{"Advertise":null}""", HttpStatusCode.BadRequest, "Advertise")]
    [InlineData("POST", "/meshnet/init", """{"Advertize":"192.0.2.1"}""", HttpStatusCode.BadRequest, "Advertize")]
    [InlineData("POST", "/meshnet/init", """{"Advertise":"","Advertise":""}""", HttpStatusCode.BadRequest, "Advertise")]
    [InlineData("POST", "/meshnet/init", "{} {}", HttpStatusCode.BadRequest, "not the JSON")]
    [InlineData("POST", "/meshnet/join", """{"Token":"t"}""", HttpStatusCode.BadRequest, "Address")]
    [InlineData("POST", "/meshnet/nodes/remove", """{"Nodes":"a","AssertOff":false}""", HttpStatusCode.BadRequest, "Nodes")]
    [InlineData("POST", "/meshnet/networks", """{"Name":"a","Subnet":"","Internal":false,"Labels":{"x":null},"Options":{}}""", HttpStatusCode.BadRequest, "'x'")]
    [InlineData("POST", "/meshnet/leave", """{"Now":true}""", HttpStatusCode.BadRequest, "takes no body")]
    [InlineData("PUT", "/meshnet/init", "{}", HttpStatusCode.MethodNotAllowed, "/meshnet/init takes POST, not PUT")]
    [InlineData("DELETE", "/meshnet/status", "", HttpStatusCode.MethodNotAllowed, "takes GET, not DELETE")]
    [InlineData("GET", "/meshnet/statos", "", HttpStatusCode.NotFound, "there is no route /meshnet/statos")]
    [InlineData("GET", "/meshnet/status?verbose=1", "", HttpStatusCode.BadRequest, "takes no parameter 'verbose'")]
    public async Task What_is_wrong_with_a_request_is_said_and_nothing_is_changed(
        string method, string path, string body, HttpStatusCode status, string says)
    {
        (HttpStatusCode answered, string answer) = await Send(method, path, body);

        Assert.Equal(status, answered);
        Assert.Contains(says, Sentence(answer), StringComparison.Ordinal);
        Assert.Empty(_control.Commands);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_no_json_is_not_looked_at(string type)
    {
        (HttpStatusCode status, string answer) = await Send("POST", "/meshnet/init", "{}", type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Contains($"not '{type}'", Sentence(answer), StringComparison.Ordinal);
        Assert.Empty(_control.Commands);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_without_end_is_not_read(bool chunked)
    {
        string body = $$"""{"Advertise":"{{new string('x', 1024 * 1024)}}"}""";

        (HttpStatusCode status, string answer) = await Send("POST", "/meshnet/init", body, chunked: chunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("too large: send at most 1048576 bytes", Sentence(answer), StringComparison.Ordinal);
        Assert.Empty(_control.Commands);
    }

    [Fact]
    public async Task A_defect_is_answered_with_a_sentence_and_logged_once_with_its_cause()
    {
        _control.Trouble = new InvalidOperationException("the sky fell");

        (HttpStatusCode status, string answer) = await Send("GET", "/meshnet/status", "");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("InvalidOperationException: the sky fell", Sentence(answer), StringComparison.Ordinal);
        Assert.Equal([("GET /meshnet/status", 500, _control.Trouble)], _failed);
    }

    public static TheoryData<Exception, HttpStatusCode, string> Troubles => new()
    {
        { new AskTimeoutException("after 5 s"), HttpStatusCode.GatewayTimeout, "gave no answer in time" },
        { ControlException.Late("the driver gave no answer within 2 s"), HttpStatusCode.GatewayTimeout, "the driver gave no answer" },
        { new StoreException("the disk is full"), HttpStatusCode.ServiceUnavailable, "the disk is full" },
        { ControlException.NotInMesh(), HttpStatusCode.Conflict, "meshnet join" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_status_says_of_which_kind_the_failure_is(Exception trouble, HttpStatusCode expected, string says)
    {
        _control.Trouble = trouble;

        (HttpStatusCode status, string answer) = await Send("GET", "/meshnet/status", "");

        Assert.Equal(expected, status);
        Assert.Contains(says, Sentence(answer), StringComparison.Ordinal);
        Assert.Same(trouble, Assert.Single(_failed).Cause);
    }

    [Fact]
    public async Task Akka_s_routes_fail_in_akka_s_shape()
    {
        _control.Trouble = new InvalidOperationException("the sky fell");

        Assert.Equal(
            (HttpStatusCode.NotFound, true), (await Send("GET", "/cluster/shards", "")) is var (status, body)
                ? (status, body.StartsWith("""{"message":"there is no route""", StringComparison.Ordinal)) : default);
        (HttpStatusCode ready, string words) = await Send("GET", "/ready", "");
        Assert.Equal(HttpStatusCode.InternalServerError, ready);
        Assert.StartsWith("Health Check Failed: ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_on_the_socket_is_refused_and_the_next_is_served()
    {
        using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
            await socket.SendAsync(Encoding.ASCII.GetBytes("NO HTTP AT ALL\r\n\r\n"));
            byte[] answer = new byte[256];
            int length = await socket.ReceiveAsync(answer);
            Assert.StartsWith("HTTP/1.1 400 ", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await Send("GET", "/meshnet/status", "")).Status);
        Assert.Empty(_control.Commands);
    }

    [Fact]
    public async Task A_request_that_is_under_way_when_the_server_ends_is_answered()
    {
        TaskCompletionSource<string> init = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _control.Init = () =>
        {
            begun.SetResult();
            return init.Task;
        };
        Task<(HttpStatusCode Status, string Body)> asking = Send("POST", "/meshnet/init", "{}");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Task ending = _server!.DisposeAsync().AsTask();

        init.SetException(ControlException.Conflict("the daemon is ending"));

        (HttpStatusCode status, string answer) = await asking;
        await ending;
        Assert.Equal((HttpStatusCode.Conflict, "the daemon is ending"), (status, Sentence(answer)));
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_said_and_leaves_nothing_served()
    {
        using TcpListener occupier = new(IPAddress.Loopback, 0);
        occupier.Start();
        string socket = Path.Combine(_directory.Path, "other.sock");

        ControlException failure = await Assert.ThrowsAsync<ControlException>(() => ManagementServer.StartAsync(
            socket, new((IPEndPoint)occupier.LocalEndpoint, IsReadOnly: true, Token: null), _control, (_, _, _) => { }));

        Assert.Contains("Correct meshnet.management.host and port", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(socket));
    }

    private static string Sentence(string answer) =>
        System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("Error").GetString()!;

    private async Task<(HttpStatusCode Status, string Body)> Send(
        string method, string path, string body, string type = "application/json", bool chunked = false)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.ExpectContinue = body.Length > 1000;
            request.Headers.TransferEncodingChunked = chunked ? true : null;
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
