using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>One port on which the container listens.</summary>
public sealed record ExposedPort
{
    /// <summary>IP protocol number: 6 TCP, 17 UDP, 132 SCTP.</summary>
    [JsonPropertyName("Proto")]
    public byte Protocol { get; init; }

    public ushort Port { get; init; }
}
