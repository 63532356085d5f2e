namespace MeshNet.Simulation.Docker;

/// <summary>A container of one engine, with one endpoint on one of our networks.</summary>
internal sealed class Container(string id, string name, string engineNetworkId, uint? wantedAddress, bool restartsAlways)
{
    /// <summary>One for each who waits: of several continuations of one task the runtime gives some to its thread pool, out of virtual time.</summary>
    private readonly Queue<TaskCompletionSource> _waiting = [];

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string EngineNetworkId { get; } = engineNetworkId;

    public uint? WantedAddress { get; } = wantedAddress;

    public bool RestartsAlways { get; } = restartsAlways;

    /// <summary>Docker's 64 digits; empty while the container has no endpoint.</summary>
    public string EngineEndpointId { get; set; } = "";

    public EndpointId Endpoint => EndpointId.Parse(EngineEndpointId);

    public uint? Address { get; set; }

    /// <summary>Its process in the host's numbering, 0 while it does not run.</summary>
    public int ProcessId { get; set; }

    public string StartError { get; set; } = "";

    public bool IsRunning => ProcessId != 0;

    public string SandboxPath => $"/run/docker/netns/{Id[..12]}";

    public bool IsLocked { get; private set; }

    /// <summary>Ends when whoever holds the container's lock has let go.</summary>
    public async Task UnlockedAsync()
    {
        while (IsLocked)
        {
            TaskCompletionSource turn = new();
            _waiting.Enqueue(turn);
            await turn.Task;
        }
    }

    public void Lock() => IsLocked = true;

    public void Unlock()
    {
        IsLocked = false;
        for (int waiting = _waiting.Count; waiting > 0 && _waiting.TryDequeue(out TaskCompletionSource? turn); waiting--)
        {
            turn.SetResult();
        }
    }
}
