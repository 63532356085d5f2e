namespace MeshNet.Actors.Driver;

/// <summary>The driver's timing.</summary>
public sealed record DriverSettings
{
    /// <summary>
    /// Between two looks at the whole kernel state: the longest that drift made by hand lasts. A look costs one dump per network
    /// (10 ms for 10,000 endpoints).
    /// </summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// From a deleted link to a look at what is left. Deletions come in bursts (a bridge takes all its ports along), and our own
    /// are told to us as well.
    /// </summary>
    public TimeSpan LinkEventDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long a container's veth has to be missing before its container is looked for: when a container ends, its veth goes first
    /// and Docker's word comes after.
    /// </summary>
    public TimeSpan MissingLinkDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After a refusal of the kernel, doubled with each one in a row up to <see cref="RetryDelayMax"/>.</summary>
    public TimeSpan RetryDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a request waits for a network that the replica does not show yet.</summary>
    public TimeSpan NetworkPatience { get; init; } = TimeSpan.FromSeconds(2);
}
