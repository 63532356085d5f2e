namespace MeshNet.Protocol.Networks;

/// <summary>What all logs together say of one network.</summary>
internal sealed class NetworkState(NetworkId id)
{
    /// <summary>Whose logs hold the specification: the creator's, and after its removal the heir's too.</summary>
    private readonly SortedDictionary<NodeId, NetworkRecord> _records = [];

    public NetworkId Id { get; } = id;

    /// <summary>Who has said that the network is closing, and whether it is drained there.</summary>
    public SortedDictionary<NodeId, bool> Closings { get; } = [];

    public ImmutableSortedDictionary<EndpointId, EndpointView> Endpoints { get; set; } =
        ImmutableSortedDictionary<EndpointId, EndpointView>.Empty;

    /// <summary>The endpoints whose name another holds with a smaller stamp (R16).</summary>
    public IReadOnlyList<EndpointView> NameLosers { get; set; } = [];

    /// <summary>The position of this network in the order in which networks were heard of.</summary>
    public ulong Heard { get; init; }

    public NetworkRecord? Record { get; private set; }

    public NodeId Creator { get; private set; }

    public bool Closing => Closings.Count > 0;

    public void Put(NodeId owner, NetworkRecord record)
    {
        _records[owner] = record;
        Elect();
    }

    public void Remove(NodeId owner)
    {
        _records.Remove(owner);
        Elect();
    }

    public bool IsEmpty => _records.Count == 0 && Closings.Count == 0 && Endpoints.IsEmpty;

    public Stamp Stamp => new(Record!.Lamport, Id.Value);

    private void Elect()
    {
        (Creator, Record) = (default, null);
        foreach ((NodeId owner, NetworkRecord record) in _records)
        {
            (Creator, Record) = (owner, record);
            return;
        }
    }
}
