using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Tests.DockerEvents;

/// <summary>An engine of lists that the test fills. Every call is answered at once, unless the test holds it.</summary>
internal sealed class FakeEngine : IEngine, IContainerProcesses
{
    private readonly SortedDictionary<string, TaskCompletionSource> _held = new(StringComparer.Ordinal);
    private Action<EngineEvent>? _handler;
    private TaskCompletionSource? _watch;

    public List<EngineNetwork> Networks { get; } = [];

    public List<EngineContainer> Containers { get; } = [];

    public Dictionary<string, EngineContainerDetails> Details { get; } = new(StringComparer.Ordinal);

    /// <summary>What the cgroups tell, by container; a container that is not in here has no process in time.</summary>
    public Dictionary<string, int> Processes { get; } = new(StringComparer.Ordinal);

    /// <summary>Sentences of refusals, by call ("create demo").</summary>
    public Dictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    public List<string> Calls { get; } = [];

    public List<EngineNetworkSpec> Created { get; } = [];

    public bool Away { get; set; }

    public bool Watched => _watch is not null;

    public long? Since { get; private set; }

    public void Emit(EngineEventKind kind, string networkId = "", string driver = "", string containerId = "", long time = 1)
    {
        Assert.NotNull(_handler);
        _handler(new EngineEvent(kind, networkId, driver, containerId, time));
    }

    /// <summary>The engine dies: its stream breaks and nothing answers.</summary>
    public void Die()
    {
        Away = true;
        TaskCompletionSource? watch = _watch;
        (_handler, _watch) = (null, null);
        watch?.SetException(Unreachable());
    }

    /// <summary>Calls of this name wait until they are released.</summary>
    public void Hold(string call) => _held[call] = new();

    public void Release(string call)
    {
        _held.Remove(call, out TaskCompletionSource? held);
        held!.SetResult();
    }

    public Task WatchAsync(long? since, Action<EngineEvent> handler, CancellationToken cancellationToken)
    {
        if (Away)
        {
            return Task.FromException(Unreachable());
        }

        Since = since;
        _handler = handler;
        _watch = new();
        TaskCompletionSource watch = _watch;
        cancellationToken.Register(() => watch.TrySetCanceled());
        return _watch.Task;
    }

    public Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Answer("describe", () => new EngineDescription("20.10.24", "/var/lib/docker"));

    public Task<ImmutableArray<EngineContainer>> ListContainersAsync(CancellationToken cancellationToken) =>
        Answer("containers", Containers.ToImmutableArray);

    public Task<EngineContainer?> FindContainerAsync(string id, CancellationToken cancellationToken) =>
        Answer($"find {id}", () => Containers.Find(container => container.Id == id));

    public Task<EngineContainer?> FindContainerNamedAsync(string name, CancellationToken cancellationToken) =>
        Answer($"find {name}", () => Containers.Find(container => container.Name == name));

    public Task<EngineContainerDetails?> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        Answer($"inspect {id[0]}", () => Details.GetValueOrDefault(id));

    public Task StartContainerAsync(string id, CancellationToken cancellationToken) =>
        Answer($"start {id[0]}", () => true);

    public Task<ImmutableArray<EngineNetwork>> ListNetworksAsync(CancellationToken cancellationToken) =>
        Answer("networks", () => Networks.Select(network => network with { Attachments = [] }).ToImmutableArray());

    public Task<EngineNetwork?> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        Answer($"network {id[0]}", () => Networks.Find(network => network.Id == id));

    public Task<string> CreateNetworkAsync(EngineNetworkSpec network, CancellationToken cancellationToken) =>
        Answer($"create {network.Name}", () =>
        {
            Created.Add(network);
            string id = Mesh.EngineId((char)('0' + Created.Count));
            Networks.Add(Mesh.Engine(id, network.Name) with { IpamOptions = network.IpamOptions });
            return id;
        });

    public Task RemoveNetworkAsync(string id, CancellationToken cancellationToken) =>
        Answer($"remove {id[0]}", () => Networks.RemoveAll(network => network.Id == id));

    public Task<int> FindAsync(string containerId, CancellationToken cancellationToken) =>
        Answer($"process {containerId[0]}", () => Processes.GetValueOrDefault(containerId));

    /// <summary>A held call goes on within <see cref="Release"/>, whatever context the test runs in: virtual time waits for no thread.</summary>
    private Task<T> Answer<T>(string call, Func<T> answer)
    {
        Calls.Add(call);
        return _held.TryGetValue(call, out TaskCompletionSource? held)
            ? held.Task.ContinueWith(
                _ => Now(call, answer), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            : AtOnce(call, answer);
    }

    private Task<T> AtOnce<T>(string call, Func<T> answer)
    {
        try
        {
            return Task.FromResult(Now(call, answer));
        }
        catch (EngineException refusal)
        {
            return Task.FromException<T>(refusal);
        }
    }

    private T Now<T>(string call, Func<T> answer)
    {
        if (Away)
        {
            throw Unreachable();
        }

        return Refusals.TryGetValue(call, out string? refusal) ? throw new EngineException(EngineFault.Refused, refusal) : answer();
    }

    private static EngineException Unreachable() =>
        new(EngineFault.Unreachable, "not reachable at /var/run/docker.sock: no Docker daemon listens there");
}
