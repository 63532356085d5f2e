using MeshNet.Actors.Gossip;
using MeshNet.Messages;
using MeshNet.Protocol;
using MeshNet.Protocol.Membership;

namespace MeshNet.Actors.Membership;

/// <summary>The members on the disk. Rows that could not be written are kept, the newest of each member, and go with the next write.</summary>
internal sealed class PeerRows(IDurableStore store)
{
    private readonly SortedDictionary<UInt128, StoreWrite> _unsaved = [];

    public int Unsaved => _unsaved.Count;

    /// <exception cref="StoreException">A row is not one that this program wrote.</exception>
    public IReadOnlyList<RememberedPeer> Read()
    {
        List<RememberedPeer> peers = [];
        foreach ((byte[] key, byte[] value) in store.Read(RememberedPeer.Bucket))
        {
            try
            {
                peers.Add(RememberedPeer.FromRow(key, value));
            }
            catch (WireFormatException damage)
            {
                throw new StoreException($"a remembered member on the disk cannot be read: {damage.Message}", damage);
            }
        }

        return peers;
    }

    /// <exception cref="StoreException">Nothing was written; the rows are kept.</exception>
    public void Write(IEnumerable<StoreWrite> rows)
    {
        bool any = false;
        foreach (StoreWrite row in rows)
        {
            _unsaved[new WireReader(row.Key).UInt128()] = row;
            any = true;
        }

        if (any)
        {
            store.Commit(_unsaved.Values);
            _unsaved.Clear();
        }
    }
}
