using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Networks;

/// <summary>
/// Nodes, networks and endpoints as a pure function of all logs (R10): it is fed every record's change, whoever wrote it and in
/// whatever order logs arrive, and gives the view that kernel, DNS and the engine are made from.
/// </summary>
public sealed class NetworkTable(Sabotage sabotage = Sabotage.None)
{
    private readonly SortedDictionary<NetworkId, NetworkState> _states = [];
    private readonly SortedDictionary<NetworkId, NetworkView> _views = [];
    private readonly SortedSet<NetworkId> _dirty = [];
    private readonly SortedDictionary<NodeId, string> _formerNames = [];
    private ImmutableSortedDictionary<NetworkId, NetworkView> _snapshot = ImmutableSortedDictionary<NetworkId, NetworkView>.Empty;
    private ImmutableArray<NetworkView> _closing = [];
    private ulong _heard;
    private ImmutableSortedDictionary<NodeId, NodeRecord> _nodes = ImmutableSortedDictionary<NodeId, NodeRecord>.Empty;

    public ImmutableSortedDictionary<NodeId, NodeRecord> Nodes => _nodes;

    /// <summary>Nodes whose underlay address has passed to another (R22).</summary>
    public ImmutableSortedSet<NodeId> Displaced
    {
        get;
        set
        {
            if (!field.SetEquals(value))
            {
                field = value;
                Revision++;
            }
        }
    }

    = [];

    /// <summary>The nodes that are where they say they are.</summary>
    public ImmutableSortedDictionary<NodeId, NodeRecord> Located => sabotage == Sabotage.TwoNodesOneVtep ? _nodes : _nodes.RemoveRange(Displaced);

    /// <summary>The highest Lamport stamp seen in any log.</summary>
    public ulong Lamport { get; private set; }

    /// <summary>Rises with every change that a view would show.</summary>
    public ulong Revision { get; private set; }

    public IEnumerable<NetworkView> Networks
    {
        get
        {
            Refresh();
            return _views.Values;
        }
    }

    /// <summary>The networks that are being removed, as they are now.</summary>
    public ImmutableArray<NetworkView> Closing
    {
        get
        {
            Refresh();
            return _closing;
        }
    }

    public string NameOf(NodeId node) =>
        _nodes.TryGetValue(node, out NodeRecord? record) ? record.Name : _formerNames.GetValueOrDefault(node) ?? $"node {node.ToShortString()}";

    /// <summary>The name of a node that was removed, for sentences that still speak of it.</summary>
    public void RememberName(NodeId node, string name) => _formerNames[node] = name;

    public NetworkView? Network(NetworkId id)
    {
        Refresh();
        return _views.GetValueOrDefault(id);
    }

    /// <summary>The open network of this name: of several the one with the smallest stamp.</summary>
    public NetworkView? OpenByName(string name) =>
        Networks.FirstOrDefault(network => !network.Closing && !network.NameLoses && network.Record.Name == name);

    /// <summary>The open network whose subnet overlaps, if there is one.</summary>
    public NetworkView? OpenOverlapping(Block subnet) =>
        Networks.FirstOrDefault(network => !network.Closing && network.Record.Subnet.Overlaps(subnet));

    /// <summary>The open network with the better claim to an overlapping subnet, if there is one: it takes endpoints and the other does not (R16).</summary>
    public NetworkView? SubnetWinner(NetworkId id)
    {
        Refresh();
        if (!_states.TryGetValue(id, out NetworkState? state) || state.Record is not { } record)
        {
            return null;
        }

        foreach (NetworkState other in _states.Values)
        {
            if (other.Record?.Subnet.Overlaps(record.Subnet) == true && other.Id != id && !other.Closing && other.Stamp < state.Stamp)
            {
                return _views[other.Id];
            }
        }

        return null;
    }

    /// <summary>The endpoints of a network whose name another holds with a smaller stamp (R16).</summary>
    public IReadOnlyList<EndpointView> NameLosers(NetworkId network)
    {
        Refresh();
        return _states.TryGetValue(network, out NetworkState? state) ? state.NameLosers : [];
    }

    public IEnumerable<NodeId> ClosedBy(NetworkId network) =>
        _states.TryGetValue(network, out NetworkState? state) ? state.Closings.Keys : [];

    public IEnumerable<NodeId> DrainedAt(NetworkId network) =>
        _states.TryGetValue(network, out NetworkState? state) ? state.Closings.Where(pair => pair.Value).Select(pair => pair.Key) : [];

    /// <exception cref="WireFormatException">A record of ours is not what its kind says: the log's writer has a bug.</exception>
    public void Apply(RecordChange change)
    {
        switch (change.Key.Kind)
        {
            case RecordKind.Node:
                _nodes = change.New is null ? _nodes.Remove(change.Owner) : _nodes.SetItem(change.Owner, NodeRecord.Decode(change.New));
                Revision++;
                break;
            case RecordKind.Network:
                ApplyNetwork(change);
                break;
            case RecordKind.NetworkClosing:
                ApplyClosing(change);
                break;
            case RecordKind.Endpoint:
                ApplyEndpoint(change);
                break;
        }
    }

    public ImmutableSortedDictionary<NetworkId, NetworkView> Snapshot()
    {
        Refresh();
        return _snapshot;
    }

    private void ApplyNetwork(RecordChange change)
    {
        NetworkState state = State(change.Key.NetworkId);
        if (change.New is null)
        {
            state.Remove(change.Owner);
        }
        else
        {
            NetworkRecord record = NetworkRecord.Decode(change.New);
            state.Put(change.Owner, record);
            Lamport = Math.Max(Lamport, record.Lamport);
        }

        // A name's fate depends on all networks of that name.
        MarkAll();
    }

    private void ApplyClosing(RecordChange change)
    {
        NetworkState state = State(change.Key.NetworkId);
        if (change.New is null)
        {
            state.Closings.Remove(change.Owner);
        }
        else
        {
            state.Closings[change.Owner] = NetworkClosing.Decode(change.New).Drained;
        }

        MarkAll();
    }

    private void ApplyEndpoint(RecordChange change)
    {
        NetworkState state = State(change.Key.NetworkId);
        EndpointId id = change.Key.EndpointId;
        if (change.New is null)
        {
            uint? address = state.Endpoints.GetValueOrDefault(id)?.Record.Address;
            state.Endpoints = state.Endpoints.Remove(id);
            if (sabotage == Sabotage.DeletesInArrivalOrder)
            {
                state.Endpoints = state.Endpoints.RemoveRange(
                    state.Endpoints.Values.Where(endpoint => endpoint.Record.Address == address).Select(endpoint => endpoint.Id));
            }
        }
        else
        {
            EndpointRecord record = EndpointRecord.Decode(change.New);
            state.Endpoints = state.Endpoints.SetItem(id, new EndpointView(id, change.Owner, record));
            Lamport = Math.Max(Lamport, record.Lamport);
        }

        Mark(state.Id);
    }

    private NetworkState State(NetworkId id)
    {
        if (!_states.TryGetValue(id, out NetworkState? state))
        {
            _states[id] = state = new NetworkState(id) { Heard = ++_heard };
        }

        return state;
    }

    private void Mark(NetworkId id)
    {
        _dirty.Add(id);
        Revision++;
    }

    private void MarkAll()
    {
        _dirty.UnionWith(_states.Keys);
        Revision++;
    }

    private void Refresh()
    {
        if (_dirty.Count == 0)
        {
            return;
        }

        foreach (NetworkId id in _dirty)
        {
            NetworkState state = _states[id];
            if (state.Record is null)
            {
                _views.Remove(id);
                _snapshot = _snapshot.Remove(id);
                if (state.IsEmpty)
                {
                    _states.Remove(id);
                }

                continue;
            }

            MarkLosers(state);
            NetworkView view = new(id, state.Record, state.Creator, state.Closing, NameLoses(state), state.Endpoints);
            if (view != _views.GetValueOrDefault(id))
            {
                // Whoever gets a view treats another instance as a change.
                _views[id] = view;
                _snapshot = _snapshot.SetItem(id, view);
            }
        }

        _dirty.Clear();
        _closing = [.. _views.Values.Where(view => view.Closing)];
    }

    private bool NameLoses(NetworkState state) =>
        _states.Values.Any(other =>
            other.Record is { } record
            && record.Name == state.Record!.Name
            && other.Id != state.Id
            && !other.Closing
            && (sabotage == Sabotage.FirstHeardWins ? other.Heard < state.Heard : other.Stamp < state.Stamp));

    private static void MarkLosers(NetworkState state)
    {
        Dictionary<string, EndpointView> winners = new(state.Endpoints.Count, StringComparer.Ordinal);
        foreach ((_, EndpointView endpoint) in state.Endpoints)
        {
            string name = endpoint.Record.Name;
            if (name.Length > 0 && (!winners.TryGetValue(name, out EndpointView? best) || StampOf(endpoint) < StampOf(best)))
            {
                winners[name] = endpoint;
            }
        }

        List<EndpointView> changed = [];
        List<EndpointView> losers = [];
        foreach ((_, EndpointView endpoint) in state.Endpoints)
        {
            string name = endpoint.Record.Name;
            bool loses = name.Length > 0 && winners[name].Id != endpoint.Id;
            EndpointView marked = loses == endpoint.NameLoses ? endpoint : endpoint with { NameLoses = loses };
            if (!ReferenceEquals(marked, endpoint))
            {
                changed.Add(marked);
            }

            if (loses)
            {
                losers.Add(marked);
            }
        }

        foreach (EndpointView marked in changed)
        {
            state.Endpoints = state.Endpoints.SetItem(marked.Id, marked);
        }

        state.NameLosers = losers;
    }

    private static Stamp StampOf(EndpointView endpoint) => new(endpoint.Record.Lamport, endpoint.Id.Value);
}
