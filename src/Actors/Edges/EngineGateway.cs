using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

/// <summary>The network <c>docker_gwbridge</c> as the engine has it.</summary>
/// <param name="Subnet">Null when it has no IPv4 subnet.</param>
/// <param name="IsolatesContainers">enable_icc is false.</param>
/// <param name="Masquerades">enable_ip_masquerade is true.</param>
/// <param name="IsOurs">MeshNet made it.</param>
/// <param name="Containers">How many containers go out through it.</param>
public sealed record EngineGateway(Block? Subnet, bool IsolatesContainers, bool Masquerades, bool IsOurs, int Containers)
{
    /// <summary>The engine's name of the network and the kernel's of its bridge, given by Docker.</summary>
    public const string NetworkName = "docker_gwbridge";
}
