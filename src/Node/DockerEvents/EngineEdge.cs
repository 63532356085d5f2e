using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Models;
using MeshNet.Actors.DockerEvents;
using EngineDescription = MeshNet.Actors.DockerEvents.EngineDescription;

namespace MeshNet.Node.DockerEvents;

/// <summary>The local engine for the actors: Docker's API in the actors' words, its failures as <see cref="EngineException"/>.</summary>
public sealed class EngineEdge(IDockerClient engine, TimeProvider clock) : IEngine
{
    private const long NanosecondsPerTick = 100;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public Task WatchAsync(long? since, Action<EngineEvent> handler, CancellationToken cancellationToken) => Do(async () =>
    {
        // Without a moment of its own the stream would lose what happens between the answer's header and the subscription.
        long from = since ?? ((clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick);
        ContainerEventsParameters watched = new() { Since = Seconds(from), Filters = Filter("type", "container", "network") };
        await engine.System.MonitorEventsAsync(watched, new InOrder(handler), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        throw new EngineException(EngineFault.Unreachable, "the engine closed its event stream");
    });

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) => Call(async () =>
        EngineRecords.From(Whole(await engine.System.GetSystemInfoAsync(cancellationToken))));

    public Task<ImmutableArray<EngineContainer>> ListContainersAsync(CancellationToken cancellationToken) =>
        ListAsync(null, cancellationToken);

    public async Task<EngineContainer?> FindContainerAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(Filter("id", id), cancellationToken)).FirstOrDefault(row => row.Id == id);

    public async Task<EngineContainer?> FindContainerNamedAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(Filter("name", $"^/{name}$"), cancellationToken)).FirstOrDefault(row => row.Name == name);

    public Task<EngineContainerDetails?> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        Find(async () => EngineRecords.From(Whole(await engine.Containers.InspectContainerAsync(Segment(id), cancellationToken))));

    public Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        Do(() => engine.Containers.StartContainerAsync(Segment(id), null, cancellationToken));

    public Task<ImmutableArray<EngineNetwork>> ListNetworksAsync(CancellationToken cancellationToken) => Call(async () =>
        EngineRecords.Present(await engine.Networks.ListNetworksAsync(null, cancellationToken))
            .Select(EngineRecords.From).ToImmutableArray());

    public Task<EngineNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        Find(async () => EngineRecords.From(Whole(await engine.Networks.InspectNetworkAsync(Segment(id), cancellationToken))));

    public Task<string> CreateNetworkAsync(EngineNetworkSpec network, CancellationToken cancellationToken) =>
        CreateNetworkAsync(EngineRecords.Creation(network), cancellationToken);

    /// <summary>Makes a network of any driver; the engine refuses a second one of the same name.</summary>
    public Task<string> CreateNetworkAsync(NetworksCreateParameters network, CancellationToken cancellationToken) => Call(async () =>
        Whole(await engine.Networks.CreateNetworkAsync(network, cancellationToken)).ID);

    public Task RemoveNetworkAsync(string id, CancellationToken cancellationToken) => Do(async () =>
    {
        try
        {
            await engine.Networks.DeleteNetworkAsync(Segment(id), cancellationToken);
        }
        catch (DockerNetworkNotFoundException)
        {
            // It is already as the caller wants it.
            return;
        }
    });

    /// <summary>Takes a container, which may be gone or stopped, off a network.</summary>
    public Task DisconnectAsync(string network, string container, CancellationToken cancellationToken) => Do(() =>
        engine.Networks.DisconnectNetworkAsync(
            Segment(network), new NetworkDisconnectParameters { Container = container, Force = true }, cancellationToken));

    private Task<ImmutableArray<EngineContainer>> ListAsync(
        IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken cancellationToken) => Call(async () =>
    {
        ContainersListParameters all = new() { All = true, Filters = filters };
        return EngineRecords.Present(await engine.Containers.ListContainersAsync(all, cancellationToken))
            .Select(EngineRecords.From).ToImmutableArray();
    });

    private static Dictionary<string, IDictionary<string, bool>> Filter(string name, params string[] values) =>
        new() { [name] = values.ToDictionary(value => value, _ => true) };

    /// <summary>The API's notation of a moment: whole seconds, a point, nine digits.</summary>
    private static string Seconds(long nanoseconds) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{nanoseconds / NanosecondsPerSecond}.{nanoseconds % NanosecondsPerSecond:D9}");

    /// <summary>The library puts an id into its path as it comes: an empty one would turn "inspect one" into "list all".</summary>
    private static string Segment(string idOrName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idOrName);
        return idOrName is "." or ".."
            ? throw new ArgumentException($"'{idOrName}' is not an id or name of a Docker object.", nameof(idOrName))
            : Uri.EscapeDataString(idOrName);
    }

    /// <summary>The library hands on null for an answer that is.</summary>
    private static T Whole<T>(T? answer)
        where T : class => answer ?? throw new JsonException("it is null");

    private static Task<T?> Find<T>(Func<Task<T>> call)
        where T : class => Call(async () =>
    {
        try
        {
            return await call();
        }
        catch (DockerApiException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    private static async Task Do(Func<Task> call) => await Call(async () =>
    {
        await call();
        return true;
    });

    private static async Task<T> Call<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (DockerApiException refusal)
        {
            throw new EngineException(EngineFault.Refused, EngineRecords.SentenceOf(refusal), refusal);
        }
        catch (TimeoutException late)
        {
            throw new EngineException(EngineFault.TimedOut, late.Message, late);
        }
        catch (HttpRequestException failure)
        {
            throw new EngineException(EngineFault.Unreachable, failure.Message, failure);
        }
        catch (IOException broken)
        {
            throw new EngineException(EngineFault.Unreachable, $"the engine broke off its event stream: {broken.Message}", broken);
        }
        catch (Exception nonsense) when (nonsense is JsonException or NotImplementedException)
        {
            // NotImplementedException is what the library has for a date that is null.
            throw new EngineException(EngineFault.Unreachable, $"the answer is not the Docker Engine's: {nonsense.Message}", nonsense);
        }
    }

    /// <summary>Hands each event on before the next is read; <see cref="Progress{T}"/> would leave the order to the thread pool.</summary>
    private sealed class InOrder(Action<EngineEvent> handler) : IProgress<Message>
    {
        public void Report(Message value)
        {
            if (EngineRecords.From(value) is { } known)
            {
                handler(known);
            }
        }
    }
}
