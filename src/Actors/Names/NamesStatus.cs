namespace MeshNet.Actors.Names;

/// <summary>Answer: <see cref="NamesStatus"/>.</summary>
public sealed record GetNamesStatus
{
    public static readonly GetNamesStatus Instance = new();
}

/// <summary>How the names of this host's containers do.</summary>
/// <param name="Sandboxes">In the order of their paths.</param>
public sealed record NamesStatus(NameCounts Counts, ImmutableArray<SandboxStatus> Sandboxes)
{
    /// <summary>What is wrong with all of them, in a sentence; null while all is well.</summary>
    public string? Trouble { get; init; }
}

/// <summary>The names of one sandbox.</summary>
/// <param name="Networks">In the order of their ids.</param>
/// <param name="Trouble">What is wrong, in a sentence; null while all is well.</param>
/// <param name="Repairs">How often its rules were gone and have been put back.</param>
public sealed record SandboxStatus(string Path, ImmutableArray<NetworkId> Networks, SandboxState State, string? Trouble, long Repairs);

/// <summary>Where the server of a sandbox is in its life.</summary>
public enum SandboxState
{
    /// <summary>None: the first view of the mesh is awaited, or the next attempt after a failure.</summary>
    Waiting,

    Starting,

    Serving,

    Stopping,
}
