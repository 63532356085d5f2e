using MeshNet.Actors.DockerEvents;
using MeshNet.Deterministic;

namespace MeshNet.Simulation.Docker;

/// <summary>The engine's stream of events, and its own log.</summary>
internal sealed class EngineEvents(DeterministicLoop loop)
{
    private const int Kept = 256;

    private readonly Queue<EngineEvent> _past = [];
    private readonly Queue<string> _log = [];
    private Action<EngineEvent>? _handler;
    private TaskCompletionSource? _watch;

    public IEnumerable<string> Lines => _log;

    public void Emit(EngineEventKind kind, string networkId, string containerId = "")
    {
        EngineEvent happened = new(kind, networkId, networkId.Length > 0 ? EngineNames.Driver : "", containerId, loop.Now.Ticks * 100);
        _past.Enqueue(happened);
        if (_past.Count > Kept)
        {
            _past.Dequeue();
        }

        _handler?.Invoke(happened);
    }

    public Task WatchAsync(long? since, Action<EngineEvent> handler)
    {
        _handler = handler;
        _watch = new TaskCompletionSource();
        foreach (EngineEvent past in _past.Where(past => past.TimeNanoseconds >= since))
        {
            handler(past);
        }

        return _watch.Task;
    }

    /// <summary>Whoever watched watches no more; a daemon that died hears nothing of it.</summary>
    public void Forget() => (_handler, _watch) = (null, null);

    public void Break()
    {
        TaskCompletionSource? watch = _watch;
        Forget();
        watch?.TrySetException(new EngineException(EngineFault.Unreachable, "the event stream broke"));
    }

    public void Log(string line)
    {
        _log.Enqueue(line);
        if (_log.Count > Kept)
        {
            _log.Dequeue();
        }
    }
}
