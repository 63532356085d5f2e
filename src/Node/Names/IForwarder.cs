namespace MeshNet.Node.Names;

/// <summary>Somebody else who may know a name.</summary>
internal interface IForwarder
{
    /// <summary>Passes the query on as it is, by the same transport. Null: there is nobody, or nobody answered.</summary>
    /// <exception cref="OperationCanceledException">The answer was no longer wanted.</exception>
    Task<byte[]?> AskAsync(byte[] query, DnsTransport transport, CancellationToken cancellation);
}
