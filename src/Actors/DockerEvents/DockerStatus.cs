using MeshNet.Actors.DockerEvents.Labels;
using MeshNet.Actors.DockerEvents.Mirror;

namespace MeshNet.Actors.DockerEvents;

/// <summary>How the local engine and the mesh agree.</summary>
/// <param name="Reachable">The engine answers.</param>
/// <param name="Error">What is wrong with the engine as a whole, as a sentence; empty when nothing is.</param>
/// <param name="Version">The engine's version; empty until it was reached once.</param>
/// <param name="Networks">By name.</param>
/// <param name="Containers">The containers that ask by label to be attached, by name.</param>
/// <param name="Notices">What happened lately that someone should know, oldest first.</param>
public sealed record DockerStatus(
    bool Reachable,
    string Error,
    string Version,
    ImmutableArray<MirrorStatus> Networks,
    ImmutableArray<LabelStatus> Containers,
    ImmutableArray<string> Notices)
{
    public static readonly DockerStatus Unknown = new(false, "not asked yet", "", [], [], []);
}

/// <summary>Answer: <see cref="DockerStatus"/>.</summary>
public sealed record GetDockerStatus
{
    public static readonly GetDockerStatus Instance = new();
}
