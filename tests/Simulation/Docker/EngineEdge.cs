using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;

namespace MeshNet.Simulation.Docker;

/// <summary>The engine's API, as one life of the daemon sees it.</summary>
internal sealed class EngineEdge(Engine engine) : IEngine, IContainerProcesses, ISandboxLocator
{
    public Task WatchAsync(long? since, Action<EngineEvent> handler, CancellationToken cancellationToken) =>
        engine.IsUp ? engine.Events.WatchAsync(since, handler) : Task.FromException(Unreachable());

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Answer(() => new EngineDescription("20.10.24", "/var/lib/docker"));

    public Task<ImmutableArray<EngineContainer>> ListContainersAsync(CancellationToken cancellationToken) =>
        Answer(() => engine.Containers.Values.Select(Row).ToImmutableArray());

    public Task<EngineContainer?> FindContainerAsync(string id, CancellationToken cancellationToken) =>
        Answer(() => engine.Containers.TryGetValue(id, out Container? container) ? Row(container) : null);

    public Task<EngineContainer?> FindContainerNamedAsync(string name, CancellationToken cancellationToken) =>
        Answer(() => engine.Containers.Values.Where(container => container.Name == name).Select(Row).FirstOrDefault());

    public async Task<EngineContainerDetails?> InspectContainerAsync(string id, CancellationToken cancellationToken)
    {
        if (engine.Containers.TryGetValue(id, out Container? locked))
        {
            await locked.UnlockedAsync();
        }

        return await Answer(() => engine.Containers.TryGetValue(id, out Container? container) ? Details(container) : null);
    }

    public Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        engine.IsUp && engine.Containers.TryGetValue(id, out Container? container) ? engine.StartAsync(container) : Task.CompletedTask;

    public Task<ImmutableArray<EngineNetwork>> ListNetworksAsync(CancellationToken cancellationToken) =>
        Answer(() => engine.Networks.Values.Select(network => network with { Attachments = [] }).ToImmutableArray());

    public Task<EngineNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        Answer(() => engine.Networks.GetValueOrDefault(id));

    public Task<string> CreateNetworkAsync(EngineNetworkSpec network, CancellationToken cancellationToken) =>
        AsApi(engine.CreateNetworkAsync(network));

    public Task RemoveNetworkAsync(string id, CancellationToken cancellationToken) => AsApi(RemoveAsync(id));

    public Task<int> FindAsync(string containerId, CancellationToken cancellationToken) =>
        Answer(() => engine.Containers.TryGetValue(containerId, out Container? container) ? container.ProcessId : 0);

    public Task<int?> FindProcessAsync(string containerId) => Answer<int?>(() =>
        engine.Containers.TryGetValue(containerId, out Container? container) && container.IsRunning ? container.ProcessId : null);

    private async Task<bool> RemoveAsync(string id)
    {
        await engine.RemoveNetworkAsync(id);
        return true;
    }

    private static EngineContainer Row(Container container) => new(
        container.Id,
        container.Name,
        container.IsRunning,
        container.EngineNetworkId,
        ImmutableSortedDictionary<string, string>.Empty,
        [container.EngineNetworkId]);

    private static EngineContainerDetails Details(Container container) => new(
        container.Id,
        container.Name,
        container.ProcessId,
        EndpointHealth.None,
        container.RestartsAlways ? "always" : "no",
        container.StartError,
        "",
        ImmutableSortedDictionary<string, string>.Empty,
        [],
        [new EngineEndpoint(container.EngineNetworkId, container.EngineEndpointId, [container.Id[..12]])]);

    private Task<T> Answer<T>(Func<T> answer) => engine.IsUp ? Task.FromResult(answer()) : Task.FromException<T>(Unreachable());

    /// <summary>A call that dockerd did not live to answer.</summary>
    private static async Task<T> AsApi<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (EngineGone gone)
        {
            throw new EngineException(EngineFault.Unreachable, gone.Message, gone);
        }
    }

    private static EngineException Unreachable() => new(EngineFault.Unreachable, "no Docker daemon listens there");
}
