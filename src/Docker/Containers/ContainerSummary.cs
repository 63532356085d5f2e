using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Containers;

/// <summary>One row of the container list.</summary>
public sealed record ContainerSummary
{
    /// <summary>64 hexadecimal digits.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Each with a leading slash; a second slash marks a legacy link's name.</summary>
    public IReadOnlyList<string> Names { get; init => field = Tolerant.Items(value); } = [];

    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    public SummaryHostConfig HostConfig { get; init => field = value ?? new(); } = new();

    public SummaryNetworkSettings NetworkSettings { get; init => field = value ?? new(); } = new();

    /// <summary>The container's own name without the slash; empty when the daemon told none.</summary>
    [JsonIgnore]
    public string Name => Names.FirstOrDefault(name => name.LastIndexOf('/') == 0)?[1..] ?? "";
}
