using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>IpamDriver.RequestAddress</c>.</summary>
public sealed record RequestAddressResponse
{
    /// <summary>With the pool's prefix length.</summary>
    public required string Address { get; init; }

    public IReadOnlyDictionary<string, string> Data { get; init; } = Tolerant.NoStrings;
}
