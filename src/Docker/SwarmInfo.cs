namespace MeshNet.Docker;

/// <summary>Whether the engine takes part in a Swarm.</summary>
public sealed record SwarmInfo
{
    /// <summary><c>inactive</c>, <c>pending</c>, <c>active</c>, <c>error</c> or <c>locked</c>.</summary>
    public string LocalNodeState { get; init => field = value ?? "inactive"; } = "inactive";
}
