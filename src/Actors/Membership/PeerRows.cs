using MeshNet.Actors.Gossip;
using MeshNet.Protocol;
using MeshNet.Protocol.Membership;

namespace MeshNet.Actors.Membership;

/// <summary>
/// On the event stream, to who owns the store: keep these rows. A help after a power cut and no promise to anyone, so membership does not wait for it
/// and goes on without.
/// </summary>
public sealed record RememberPeers(IReadOnlyCollection<StoreWrite> Rows);

/// <summary>To membership, from who owns the store and may have lost some: all rows again. Answer: <see cref="RememberPeers"/>.</summary>
public sealed record RecallPeers
{
    public static readonly RecallPeers Instance = new();
}

/// <summary>The members as rows of the store: those that were there at the start, and the newest of each member since.</summary>
internal sealed class PeerRows
{
    private readonly SortedDictionary<UInt128, StoreWrite> _rows = [];

    public RememberPeers All => new([.. _rows.Values]);

    /// <exception cref="StoreException">A row is not one that this program wrote.</exception>
    public static IReadOnlyList<RememberedPeer> Read(IDurableStore store)
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

    public void Add(StoreWrite row) => _rows[new WireReader(row.Key).UInt128()] = row;
}
