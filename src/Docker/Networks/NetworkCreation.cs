using MeshNet.Docker.Http;

namespace MeshNet.Docker.Networks;

/// <summary>The request for a new network.</summary>
public sealed record NetworkCreation
{
    public required string Name { get; init; }

    public required string Driver { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool EnableIPv6 { get; init; }

    public IpamSettings IPAM { get; init; } = new();

    /// <summary><c>-o key=value</c>: all that the driver is told of the network besides its addresses.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = Tolerant.NoStrings;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Tolerant.NoStrings;

    /// <summary>Refuse a second network of one name. Daemons before API 1.44 make one unless they are told this; later ones always refuse.</summary>
    public bool CheckDuplicate { get; } = true;
}
