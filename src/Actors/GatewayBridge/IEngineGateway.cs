namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// Docker's own gateway bridge, through the engine's API. Every task fails with an exception whose message is a sentence when the
/// engine is absent or refuses.
/// </summary>
public interface IEngineGateway
{
    Task<EngineGateway?> FindAsync();

    /// <summary>Makes it: no traffic between its containers, masquerade to the outside.</summary>
    Task CreateAsync(Block subnet, uint gateway);

    /// <summary>Removes it; the engine refuses while a container uses it.</summary>
    Task RemoveAsync();
}

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
