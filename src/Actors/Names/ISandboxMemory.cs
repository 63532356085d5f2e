namespace MeshNet.Actors.Names;

/// <summary>
/// Where this host serves names, kept so that it outlives the daemon but not the boot: Docker tells of a sandbox once, and its
/// containers go on running while the daemon is away (I3).
/// </summary>
public interface ISandboxMemory : IBlockingEdge
{
    /// <summary>What is kept. What cannot be understood is taken away and named.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    RememberedSandboxes Read();

    /// <summary>
    /// Keeps the request, in place of what is kept of the endpoint; one whose path names a process only as long as the daemon lives:
    /// the number soon belongs to another process, and labelled containers are attached anew at each start.
    /// </summary>
    /// <exception cref="IOException">The directory takes nothing.</exception>
    void Remember(ServeSandbox request);

    /// <summary>Keeps nothing of the endpoint.</summary>
    /// <exception cref="IOException">The directory lets nothing go.</exception>
    void Forget(EndpointId endpoint);
}

/// <param name="Requests">As they were made of an earlier daemon.</param>
/// <param name="Damaged">Sentences about what could not be understood.</param>
public sealed record RememberedSandboxes(ImmutableArray<ServeSandbox> Requests, ImmutableArray<string> Damaged);
