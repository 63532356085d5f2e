namespace MeshNet.Actors.DockerEvents;

/// <summary>
/// The local Docker Engine as the actors need it. The node implements it over the engine's socket, the simulator by a model.
/// Every call but <see cref="WatchAsync"/> ends within a limit of its own.
/// </summary>
/// <remarks>
/// A call fails with <see cref="EngineException"/>. While the engine waits for an answer of our plugin it may hold the lock of the
/// object in hand: <see cref="InspectContainerAsync"/> then waits, everything else answers at once.
/// </remarks>
public interface IEngine
{
    /// <summary>
    /// Hands on events until the token is cancelled (completes), or the stream ends or breaks (fails). Events come one at a time, in
    /// the engine's order, some perhaps twice.
    /// </summary>
    /// <param name="since">Replay what the engine still has from this moment on (<see cref="EngineEvent.TimeNanoseconds"/>); null: new ones only.</param>
    /// <param name="handler">Called from any thread; must not block.</param>
    Task WatchAsync(long? since, Action<EngineEvent> handler, CancellationToken cancellationToken);

    Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>All containers, those that do not run included. Takes no lock.</summary>
    Task<ImmutableArray<EngineContainer>> ListContainersAsync(CancellationToken cancellationToken);

    /// <summary>One row of the list; null when there is no such container. Takes no lock.</summary>
    Task<EngineContainer?> FindContainerAsync(string id, CancellationToken cancellationToken);

    /// <inheritdoc cref="FindContainerAsync"/>
    Task<EngineContainer?> FindContainerNamedAsync(string name, CancellationToken cancellationToken);

    /// <summary>Null when there is no such container. Waits for the container's lock, that is for the end of a start in progress.</summary>
    Task<EngineContainerDetails?> InspectContainerAsync(string id, CancellationToken cancellationToken);

    /// <summary>Starts a container; one that runs already is left as it is.</summary>
    Task StartContainerAsync(string id, CancellationToken cancellationToken);

    /// <summary>All networks, without their endpoints.</summary>
    Task<ImmutableArray<EngineNetwork>> ListNetworksAsync(CancellationToken cancellationToken);

    /// <summary>One network with its endpoints; null when there is none of this id.</summary>
    Task<EngineNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken);

    /// <summary>Makes a network of our driver; the engine calls our plugin back meanwhile. Returns the engine's id of it.</summary>
    Task<string> CreateNetworkAsync(EngineNetworkSpec network, CancellationToken cancellationToken);

    /// <summary>Removes a network; the engine calls our plugin back meanwhile. One that is gone already is left at that.</summary>
    Task RemoveNetworkAsync(string id, CancellationToken cancellationToken);
}

/// <param name="Version">For people.</param>
/// <param name="RootDirectory">Where the engine keeps its files, for example <c>/var/lib/docker</c>.</param>
public sealed record EngineDescription(string Version, string RootDirectory)
{
    /// <summary>
    /// The file on the host that is the container's /etc/resolv.conf. The engine tells it only when the container runs; every version
    /// keeps it here.
    /// </summary>
    public string ResolverFile(string containerId) => $"{RootDirectory}/containers/{containerId}/resolv.conf";
}
