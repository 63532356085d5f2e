using MeshNet.Protocol.Names;

namespace MeshNet.Actors.Edges;

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
