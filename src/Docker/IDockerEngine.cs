using MeshNet.Docker.Containers;
using MeshNet.Docker.Events;
using MeshNet.Docker.Networks;

namespace MeshNet.Docker;

/// <summary>
/// What MeshNet asks of one Docker Engine. Every call ends within its own time limit
/// (<see cref="DockerEngineOptions"/>), except <see cref="EventsAsync"/>, which runs until it is cancelled.
/// </summary>
/// <remarks>
/// Every method throws <see cref="DockerApiException"/> when the daemon refuses, <see cref="DockerUnavailableException"/>
/// when no daemon answers on the socket, and <see cref="DockerTimeoutException"/> when the time limit passes.
/// Never call one for the object that a plugin request in hand is about: the daemon holds that object's lock until the
/// plugin has answered, so the two would wait for each other.
/// </remarks>
public interface IDockerEngine
{
    /// <summary>GET /_ping: returns when a daemon answers.</summary>
    Task PingAsync(CancellationToken cancellationToken = default);

    /// <summary>GET /version.</summary>
    Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default);

    /// <summary>GET /info.</summary>
    Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// GET /events: the daemon's events as they happen. The enumeration ends when the daemon closes the stream cleanly and
    /// throws <see cref="DockerUnavailableException"/> when the connection breaks; to connect again is the caller's business.
    /// </summary>
    /// <param name="filters">For example <c>type=container</c>; null for everything.</param>
    /// <param name="sinceNanoseconds">
    /// First replay the buffered events (the daemon keeps the last 256) of this moment and later, in nanoseconds since 1970 UTC
    /// (<see cref="DockerEvent.TimeNanoseconds"/>). An answer's header comes before the daemon has subscribed, so only a moment
    /// taken before the call leaves no gap. Null: new events only.
    /// </param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<DockerEvent> EventsAsync(
        DockerFilters? filters = null, long? sinceNanoseconds = null, CancellationToken cancellationToken = default);

    /// <summary>GET /containers/json. Takes no container's lock, so that it never blocks, but tells no aliases.</summary>
    /// <param name="all">Also those that do not run.</param>
    /// <param name="filters">For example <c>label=meshnet.network</c>; null for no filter.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(
        bool all, DockerFilters? filters = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// GET /containers/ID/json. Waits for the container's lock: blocks for as long as the daemon is inside a plugin call
    /// for this container, hence a short limit of its own (<see cref="DockerEngineOptions.InspectTimeout"/>).
    /// </summary>
    /// <param name="container">An id, a unique prefix of one, or a name.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<ContainerDetails> InspectContainerAsync(string container, CancellationToken cancellationToken = default);

    /// <summary>POST /containers/ID/start; a container that runs already is left as it is.</summary>
    Task StartContainerAsync(string container, CancellationToken cancellationToken = default);

    /// <summary>GET /networks; <see cref="DockerNetwork.Containers"/> is empty here, inspect tells it.</summary>
    Task<IReadOnlyList<DockerNetwork>> ListNetworksAsync(
        DockerFilters? filters = null, CancellationToken cancellationToken = default);

    /// <summary>GET /networks/ID, with the containers that are on the network.</summary>
    /// <param name="network">An id, a unique prefix of one, or a name.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<DockerNetwork> InspectNetworkAsync(string network, CancellationToken cancellationToken = default);

    /// <summary>POST /networks/create; returns the id that this engine gave the network.</summary>
    Task<string> CreateNetworkAsync(NetworkCreation creation, CancellationToken cancellationToken = default);

    /// <summary>DELETE /networks/ID.</summary>
    Task RemoveNetworkAsync(string network, CancellationToken cancellationToken = default);

    /// <summary>POST /networks/ID/connect.</summary>
    /// <param name="network">The network's id or name.</param>
    /// <param name="container">The container's id or name.</param>
    /// <param name="endpoint">Aliases, a wished address and driver options; null for none.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task ConnectAsync(
        string network, string container, EndpointRequest? endpoint = null, CancellationToken cancellationToken = default);

    /// <summary>POST /networks/ID/disconnect.</summary>
    /// <param name="network">The network's id or name.</param>
    /// <param name="container">The container's id or name.</param>
    /// <param name="force">Also when the container does not run or no longer exists.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task DisconnectAsync(string network, string container, bool force, CancellationToken cancellationToken = default);
}
