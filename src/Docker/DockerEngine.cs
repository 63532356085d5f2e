using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshNet.Docker.Containers;
using MeshNet.Docker.Events;
using MeshNet.Docker.Http;
using MeshNet.Docker.Networks;

namespace MeshNet.Docker;

/// <summary>The Docker Engine behind a unix socket. Opens no connection before the first call; safe for concurrent use.</summary>
public sealed class DockerEngine : IDockerEngine, IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly DockerEngineOptions _options;
    private readonly DockerHttp _http;

    public DockerEngine(DockerEngineOptions options)
    {
        _options = options;
        _http = new DockerHttp(options.SocketPath);
    }

    public void Dispose() => _http.Dispose();

    public Task PingAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(HttpMethod.Get, "/_ping", null, _options.ReadTimeout, cancellationToken);

    public Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default) =>
        _http.GetAsync("/version", DockerJson.Default.EngineVersion, _options.ReadTimeout, cancellationToken);

    public Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default) =>
        _http.GetAsync("/info", DockerJson.Default.EngineInfo, _options.ReadTimeout, cancellationToken);

    public async IAsyncEnumerable<DockerEvent> EventsAsync(
        DockerFilters? filters = null,
        long? sinceNanoseconds = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var path = Query("/events", ("since", sinceNanoseconds is { } since ? Seconds(since) : ""), ("filters", $"{filters}"));
        using var response = await _http.OpenAsync(path, _options.ReadTimeout, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = EventLines.ReadAsync(body, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(events))
            yield return events.Current;
    }

    public async Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(
        bool all, DockerFilters? filters = null, CancellationToken cancellationToken = default) =>
        await _http.GetAsync(
            Query("/containers/json", ("all", all ? "1" : "0"), ("filters", $"{filters}")),
            DockerJson.Default.ContainerSummaryArray, _options.ReadTimeout, cancellationToken);

    public Task<ContainerDetails> InspectContainerAsync(string container, CancellationToken cancellationToken = default) =>
        _http.GetAsync(
            $"/containers/{Segment(container)}/json", DockerJson.Default.ContainerDetails, _options.InspectTimeout, cancellationToken);

    public Task StartContainerAsync(string container, CancellationToken cancellationToken = default) =>
        ChangeAsync(HttpMethod.Post, $"/containers/{Segment(container)}/start", null, cancellationToken);

    public async Task<IReadOnlyList<DockerNetwork>> ListNetworksAsync(
        DockerFilters? filters = null, CancellationToken cancellationToken = default) =>
        await _http.GetAsync(
            Query("/networks", ("filters", $"{filters}")), DockerJson.Default.DockerNetworkArray, _options.ReadTimeout, cancellationToken);

    public Task<DockerNetwork> InspectNetworkAsync(string network, CancellationToken cancellationToken = default) =>
        _http.GetAsync($"/networks/{Segment(network)}", DockerJson.Default.DockerNetwork, _options.ReadTimeout, cancellationToken);

    public async Task<string> CreateNetworkAsync(NetworkCreation creation, CancellationToken cancellationToken = default)
    {
        using var body = DockerHttp.Body(creation, DockerJson.Default.NetworkCreation);
        var created = await _http.PostAsync(
            "/networks/create", body, DockerJson.Default.NetworkCreated, _options.ChangeTimeout, cancellationToken);
        return created.Id;
    }

    public Task RemoveNetworkAsync(string network, CancellationToken cancellationToken = default) =>
        ChangeAsync(HttpMethod.Delete, $"/networks/{Segment(network)}", null, cancellationToken);

    public Task ConnectAsync(
        string network, string container, EndpointRequest? endpoint = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            HttpMethod.Post,
            $"/networks/{Segment(network)}/connect",
            DockerHttp.Body(new ConnectRequest(container, endpoint), DockerJson.Default.ConnectRequest),
            cancellationToken);

    public Task DisconnectAsync(string network, string container, bool force, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            HttpMethod.Post,
            $"/networks/{Segment(network)}/disconnect",
            DockerHttp.Body(new DisconnectRequest(container, force), DockerJson.Default.DisconnectRequest),
            cancellationToken);

    private async Task ChangeAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using (body)
            await _http.SendAsync(method, path, body, _options.ChangeTimeout, cancellationToken);
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<DockerEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw _http.Unavailable(failure);
        }
        catch (JsonException failure)
        {
            throw new DockerUnavailableException(
                _options.SocketPath, $"The event stream on {_options.SocketPath} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The API's notation of a moment: whole seconds, a point, nine digits.</summary>
    private static string Seconds(long nanoseconds) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{nanoseconds / NanosecondsPerSecond}.{nanoseconds % NanosecondsPerSecond:D9}");

    private static string Segment(string idOrName)
    {
        // Without this an empty id would turn "inspect one" into "list all", and a dot segment would leave the path.
        ArgumentException.ThrowIfNullOrWhiteSpace(idOrName);
        return idOrName is "." or ".."
            ? throw new ArgumentException($"'{idOrName}' is no id or name of a Docker object.", nameof(idOrName))
            : Uri.EscapeDataString(idOrName);
    }

    private static string Query(string path, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var separator = '?';
        foreach (var (name, value) in arguments)
        {
            if (value.Length == 0)
                continue;

            path += $"{separator}{name}={Uri.EscapeDataString(value)}";
            separator = '&';
        }

        return path;
    }
}
