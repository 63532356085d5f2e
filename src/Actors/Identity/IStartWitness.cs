using MeshNet.Actors.Gossip;

namespace MeshNet.Actors.Identity;

/// <summary>
/// Keeps the number of the last start outside the database (R9), so that a database restored from an older copy is found out. The node implements it by
/// a file beside the store.
/// </summary>
public interface IStartWitness : IBlockingEdge
{
    /// <summary>The last number written, or 0.</summary>
    uint Read();

    /// <summary>Synced when it returns.</summary>
    /// <exception cref="StoreException">It could not be written.</exception>
    void Write(uint epoch);
}
