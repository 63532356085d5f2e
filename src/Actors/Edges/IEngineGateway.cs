using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

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
