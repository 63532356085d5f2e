namespace MeshNet.Node.Names;

/// <summary>Another resolver that may know a name.</summary>
internal interface IForwarder
{
    /// <summary>Passes the query on unchanged, over the same transport. Null: there is no other resolver, or it did not answer.</summary>
    /// <exception cref="OperationCanceledException">The answer was no longer wanted.</exception>
    Task<byte[]?> AskAsync(byte[] query, DnsTransport transport, CancellationToken cancellation);
}
