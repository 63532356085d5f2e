using MeshNet.Protocol.Names;

namespace MeshNet.Actors.Names;

/// <summary>DNS servers inside this host's sandboxes, one for each.</summary>
public interface INameServers
{
    /// <summary>What all servers together have done since the start.</summary>
    NameCounts Counts { get; }

    /// <summary>
    /// Waits for the sandbox to appear (bounded), then makes its name queries come to us and answers them from the table. What an
    /// earlier daemon left there is taken over.
    /// </summary>
    /// <exception cref="SandboxGoneException">The sandbox did not appear, or ended meanwhile.</exception>
    /// <exception cref="IOException">The kernel refused; the message says what.</exception>
    Task<INameServer> StartAsync(NameSandbox sandbox, NameTable table, CancellationToken cancellation);
}

/// <summary>The server of one sandbox. Disposing closes it and leaves the sandbox as it was found.</summary>
public interface INameServer : IAsyncDisposable
{
    /// <summary>What is wrong with it now, in a sentence; null while all is well.</summary>
    string? Trouble { get; }

    /// <summary>How often its rules in the sandbox were gone or cut and have been put back.</summary>
    long Repairs { get; }

    /// <summary>
    /// Completes when the sandbox is gone, or fails when the server cannot go on; it has closed itself by then. A server that is
    /// disposed never completes it.
    /// </summary>
    Task Ended { get; }

    /// <summary>The next query is answered from this table.</summary>
    void Publish(NameTable table);
}

/// <summary>A sandbox whose name queries we answer.</summary>
/// <param name="Path">The network namespace's file.</param>
/// <param name="EngineResolver">Docker's own resolver is in there, and knows more.</param>
/// <param name="ResolverFile">The container's resolv.conf on the host, where we are to make it name us; else null.</param>
public sealed record NameSandbox(string Path, bool EngineResolver, string? ResolverFile);

/// <summary>What the name servers of this host have done since the daemon's start.</summary>
/// <param name="Queries">All that came.</param>
/// <param name="Answered">From the mesh's own names.</param>
/// <param name="Forwarded">With what Docker's resolver or an outside server said.</param>
/// <param name="Failed">Nobody answered, the query made no sense, or the answer could not be sent.</param>
/// <param name="Refused">Over a bound: too many queries or connections at once.</param>
public sealed record NameCounts(long Queries, long Answered, long Forwarded, long Failed, long Refused);

/// <summary>There is no such network namespace (any more).</summary>
public sealed class SandboxGoneException : Exception
{
    public SandboxGoneException(string message) : base(message)
    {
    }
}
