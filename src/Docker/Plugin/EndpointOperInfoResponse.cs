using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>NetworkDriver.EndpointOperInfo</c>.</summary>
public sealed record EndpointOperInfoResponse
{
    /// <summary>Whatever the driver wants to tell.</summary>
    public IReadOnlyDictionary<string, string> Value { get; init; } = Tolerant.NoStrings;
}
