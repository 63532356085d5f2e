using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Events;

/// <summary>The object that an event happened to.</summary>
public sealed record DockerEventActor
{
    [JsonPropertyName("ID")]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// A container's name, image and labels; a network's name, type and, for connect and disconnect, the container's id.
    /// </summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;
}
