using MeshNet.Protocol.Names;

namespace MeshNet.Actors.Edges;

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
