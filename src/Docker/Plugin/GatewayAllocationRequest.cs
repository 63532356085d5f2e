using System.Text.Json;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.GwAllocCheck</c>.</summary>
public sealed record GatewayAllocationRequest : IPluginRequest
{
    /// <summary>Read with <see cref="NetworkOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField => null;
}
