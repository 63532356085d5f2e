namespace MeshNet.Actors.Names;

/// <summary>One sandbox: what is wanted of it, and what there is.</summary>
internal sealed class Sandbox(NameSandbox place)
{
    /// <summary>How the next server will be started.</summary>
    public NameSandbox Place { get; set; } = place;

    /// <summary>The endpoints in it. Without any, the sandbox is none of ours.</summary>
    public SortedDictionary<EndpointId, NetworkId> Endpoints { get; } = [];

    public SandboxState State { get; set; } = SandboxState.Waiting;

    /// <summary>Tells what a former server says from what the present one says.</summary>
    public long Attempt { get; set; }

    /// <summary>As the present server was started.</summary>
    public NameSandbox? ServedPlace { get; set; }

    public INameServer? Server { get; set; }

    /// <summary>The last start, which gives the server when it succeeds.</summary>
    public Task<INameServer>? Starting { get; set; }

    /// <summary>Gives up the start that is under way.</summary>
    public CancellationTokenSource? Start { get; set; }

    /// <summary>Why there is no server; null while there is one or none was tried.</summary>
    public string? Failure { get; set; }

    /// <summary>A failed start is not repeated before its pause has passed, unless somebody asks again.</summary>
    public bool Pausing { get; set; }

    public List<IActorRef> AwaitingServer { get; } = [];

    public List<IActorRef> AwaitingRelease { get; } = [];

    public SandboxStatus Status => new(
        Place.Path, [.. Endpoints.Values.Distinct().Order()], State, Failure ?? Server?.Trouble, Server?.Repairs ?? 0);
}
