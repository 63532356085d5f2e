namespace MeshNet.Docker;

/// <summary>The daemon took the request and gave no answer within the limit.</summary>
public sealed class DockerTimeoutException : DockerException
{
    /// <param name="call">Method and path, for example <c>GET /networks/demo</c>.</param>
    /// <param name="limit">The time that was allowed.</param>
    public DockerTimeoutException(string call, TimeSpan limit)
        : base($"Docker did not answer {call} within {limit.TotalSeconds:0.###} s: "
            + "it may be waiting for a lock or for a network plugin; ask again later.")
    {
        Call = call;
        Limit = limit;
    }

    public string Call { get; }

    public TimeSpan Limit { get; }
}
