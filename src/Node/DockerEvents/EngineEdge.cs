using System.Collections.Immutable;
using MeshNet.Actors.DockerEvents;
using MeshNet.Docker;
using MeshNet.Docker.Events;

namespace MeshNet.Node.DockerEvents;

/// <summary>The local engine for the actors: Docker's API in the actors' words, Docker's failures as <see cref="EngineException"/>.</summary>
public sealed class EngineEdge(IDockerEngine engine, TimeProvider clock) : IEngine
{
    private const long NanosecondsPerTick = 100;

    private static readonly DockerFilters WatchedTypes =
        DockerFilters.None.With("type", DockerEventType.Container).With("type", DockerEventType.Network);

    public Task WatchAsync(long? since, Action<EngineEvent> handler, CancellationToken cancellationToken) => Do(async () =>
    {
        // Without a moment of its own the stream would lose what happens between the answer's header and the subscription.
        var from = since ?? (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;
        await foreach (var happened in engine.EventsAsync(WatchedTypes, from, cancellationToken))
        {
            if (EngineRecords.From(happened) is { } known)
                handler(known);
        }
        cancellationToken.ThrowIfCancellationRequested();
        throw new EngineException(EngineFault.Unreachable, "the engine closed its event stream");
    });

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) => Call(async () =>
    {
        var info = await engine.InfoAsync(cancellationToken);
        return new EngineDescription(info.ServerVersion, info.DockerRootDir);
    });

    public Task<ImmutableArray<EngineContainer>> ListContainersAsync(CancellationToken cancellationToken) => Call(async () =>
        (await engine.ListContainersAsync(true, null, cancellationToken)).Select(EngineRecords.From).ToImmutableArray());

    public Task<EngineContainer?> FindContainerAsync(string id, CancellationToken cancellationToken) =>
        FindAsync(DockerFilters.None.With("id", id), row => row.Id == id, cancellationToken);

    public Task<EngineContainer?> FindContainerNamedAsync(string name, CancellationToken cancellationToken) =>
        FindAsync(DockerFilters.None.With("name", $"^/{name}$"), row => row.Name == name, cancellationToken);

    public Task<EngineContainerDetails?> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        Find(async () => EngineRecords.From(await engine.InspectContainerAsync(id, cancellationToken)));

    public Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        Do(() => engine.StartContainerAsync(id, cancellationToken));

    public Task<ImmutableArray<EngineNetwork>> ListNetworksAsync(CancellationToken cancellationToken) => Call(async () =>
        (await engine.ListNetworksAsync(null, cancellationToken)).Select(EngineRecords.From).ToImmutableArray());

    public Task<EngineNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        Find(async () => EngineRecords.From(await engine.InspectNetworkAsync(id, cancellationToken)));

    public Task<string> CreateNetworkAsync(EngineNetworkSpec network, CancellationToken cancellationToken) =>
        Call(() => engine.CreateNetworkAsync(EngineRecords.Creation(network), cancellationToken));

    public Task RemoveNetworkAsync(string id, CancellationToken cancellationToken) => Do(async () =>
    {
        try
        {
            await engine.RemoveNetworkAsync(id, cancellationToken);
        }
        catch (DockerApiException gone) when (gone.IsNotFound)
        {
            // What the caller wants is the case already.
            return;
        }
    });

    private Task<EngineContainer?> FindAsync(
        DockerFilters filters, Func<EngineContainer, bool> wanted, CancellationToken cancellationToken) => Call(async () =>
            (await engine.ListContainersAsync(true, filters, cancellationToken)).Select(EngineRecords.From).FirstOrDefault(wanted));

    private static Task<T?> Find<T>(Func<Task<T>> call)
        where T : class => Call(async () =>
    {
        try
        {
            return await call();
        }
        catch (DockerApiException missing) when (missing.IsNotFound)
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
        catch (DockerUnavailableException failure)
        {
            throw new EngineException(EngineFault.Unreachable, $"not reachable at {failure.SocketPath}: {failure.Message}", failure);
        }
        catch (DockerTimeoutException failure)
        {
            throw new EngineException(EngineFault.TimedOut, failure.Message, failure);
        }
        catch (DockerApiException failure)
        {
            throw new EngineException(EngineFault.Refused, failure.DaemonMessage, failure);
        }
    }
}
