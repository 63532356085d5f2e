using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>NetworkDriver.AllocateNetwork</c>.</summary>
public sealed record AllocateNetworkResponse
{
    /// <summary>Handed to every node's <c>CreateNetwork</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = Tolerant.NoStrings;
}
