using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Ownership;

/// <summary>The address books of all networks in which this host has given out addresses.</summary>
public sealed class AddressBooks(BlockLedger ledger, MeshSettings settings, Outbox outbox)
{
    private readonly SortedDictionary<NetworkId, AddressBook> _books = [];

    /// <summary>Rows of networks whose specification the disk did not hold first.</summary>
    private readonly SortedDictionary<NetworkId, List<(uint Address, AddressPhase Phase, EndpointId Endpoint)>> _unopened = [];

    public IEnumerable<KeyValuePair<NetworkId, AddressBook>> All => _books;

    public AddressBook? Find(NetworkId network) => _books.GetValueOrDefault(network);

    public AddressBook Open(NetworkId network, Block subnet, uint gateway, TimeSpan now)
    {
        if (_books.TryGetValue(network, out AddressBook? book))
        {
            return book;
        }

        SpaceId space = SpaceId.Of(network);
        _books[network] = book = new AddressBook(space, subnet, gateway, ledger.Space(space), settings, outbox);
        if (_unopened.Remove(network, out List<(uint Address, AddressPhase Phase, EndpointId Endpoint)>? rows))
        {
            foreach ((uint address, AddressPhase phase, EndpointId endpoint) in rows)
            {
                book.Load(address, phase, endpoint, now);
            }
        }

        return book;
    }

    public void Load(SpaceId space, uint address, AddressPhase phase, EndpointId endpoint)
    {
        if (!_unopened.TryGetValue(space.Network, out List<(uint Address, AddressPhase Phase, EndpointId Endpoint)>? rows))
        {
            _unopened[space.Network] = rows = [];
        }

        rows.Add((address, phase, endpoint));
        ledger.Space(space).Use(Block.Single(address));
    }

    /// <summary>Ends the rows of networks that were gone already when the last daemon died, and whose rows it had no time to end.</summary>
    public void DropUnopened()
    {
        foreach ((NetworkId network, List<(uint Address, AddressPhase Phase, EndpointId Endpoint)>? rows) in _unopened)
        {
            SpaceId space = SpaceId.Of(network);
            foreach ((uint address, _, _) in rows)
            {
                outbox.WriteLater(Buckets.Address, AddressRows.Key(space, address), null);
            }

            ledger.Drop(space);
        }

        _unopened.Clear();
    }

    /// <summary>The network is gone: its addresses and blocks mean nothing any more.</summary>
    public void Close(NetworkId network)
    {
        if (_books.Remove(network, out AddressBook? book))
        {
            book.Clear();
        }

        ledger.Drop(SpaceId.Of(network));
    }

    public void Tick(TimeSpan now)
    {
        foreach (AddressBook book in _books.Values)
        {
            book.Tick(now);
        }
    }
}
