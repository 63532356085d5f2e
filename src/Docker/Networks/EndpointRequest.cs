using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Networks;

/// <summary>What a container wishes of its endpoint when it is connected to a network.</summary>
public sealed record EndpointRequest
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>A wished address; null lets the driver choose.</summary>
    [JsonPropertyName("IPAMConfig"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WishedAddress? Address { get; init; }

    public IReadOnlyDictionary<string, string> DriverOpts { get; init; } = Tolerant.NoStrings;
}
