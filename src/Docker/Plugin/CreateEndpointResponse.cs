namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>NetworkDriver.CreateEndpoint</c>.</summary>
public sealed record CreateEndpointResponse
{
    /// <summary>Only what the request had left open and the driver chose.</summary>
    public EndpointInterface Interface { get; init; } = new();
}
