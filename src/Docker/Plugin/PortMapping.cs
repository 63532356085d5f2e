using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>One published port.</summary>
public sealed record PortMapping
{
    /// <summary>IP protocol number: 6 TCP, 17 UDP, 132 SCTP.</summary>
    [JsonPropertyName("Proto")]
    public byte Protocol { get; init; }

    /// <summary>The container's address; Docker leaves it empty.</summary>
    [JsonPropertyName("IP")]
    public string Address { get; init => field = value ?? ""; } = "";

    /// <summary>The container's port.</summary>
    public ushort Port { get; init; }

    /// <summary>The host's address to publish on; empty: every one.</summary>
    [JsonPropertyName("HostIP")]
    public string HostAddress { get; init => field = value ?? ""; } = "";

    /// <summary>First port of the range on the host; 0: any free one.</summary>
    public ushort HostPort { get; init; }

    /// <summary>Last port of the range on the host; 0: the same as the first.</summary>
    public ushort HostPortEnd { get; init; }
}
