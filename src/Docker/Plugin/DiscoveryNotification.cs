using System.Text.Json;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.DiscoverNew</c> and <c>DiscoverDelete</c>.</summary>
public sealed record DiscoveryNotification : IPluginRequest
{
    /// <summary>1: a node of the Swarm. No other type is sent to plugins.</summary>
    public int DiscoveryType { get; init; }

    /// <summary>For a node: Address, BindAddress and Self.</summary>
    public JsonElement DiscoveryData { get; init; }

    string? IPluginRequest.MissingField => null;
}
