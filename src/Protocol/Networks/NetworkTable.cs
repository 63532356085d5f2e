using System.Collections.Immutable;
using MeshNet.Messages;
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
    public ImmutableSortedDictionary<NodeId, NodeRecord> Located => _nodes.RemoveRange(Displaced);

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
        return _states.TryGetValue(id, out NetworkState? state) && state.Record is { } record
            ? _states.Values
                .Where(other => other.Id != id && !other.Closing && other.Record?.Subnet.Overlaps(record.Subnet) == true && other.Stamp < state.Stamp)
                .Select(other => _views[other.Id])
                .FirstOrDefault()
            : null;
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
        return _views.ToImmutableSortedDictionary();
    }

    private void ApplyNetwork(RecordChange change)
    {
        NetworkState state = State(change.Key.NetworkId);
        if (change.New is null)
        {
            state.Records.Remove(change.Owner);
        }
        else
        {
            NetworkRecord record = NetworkRecord.Decode(change.New);
            state.Records[change.Owner] = record;
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
                if (state.IsEmpty)
                {
                    _states.Remove(id);
                }

                continue;
            }

            state.Endpoints = WithLosers(state.Endpoints);
            _views[id] = new(id, state.Record, state.Creator, state.Closing, NameLoses(state), state.Endpoints);
        }

        _dirty.Clear();
    }

    private bool NameLoses(NetworkState state) =>
        _states.Values.Any(other =>
            other.Id != state.Id
            && other.Record is { } record
            && !other.Closing
            && record.Name == state.Record!.Name
            && (sabotage == Sabotage.FirstHeardWins ? other.Heard < state.Heard : other.Stamp < state.Stamp));

    /// <summary>Marks the endpoints whose name another holds with a smaller stamp (R16).</summary>
    private static ImmutableSortedDictionary<EndpointId, EndpointView> WithLosers(
        ImmutableSortedDictionary<EndpointId, EndpointView> endpoints)
    {
        Dictionary<string, EndpointView> winners = new(StringComparer.Ordinal);
        foreach (EndpointView endpoint in endpoints.Values.Where(endpoint => endpoint.Record.Name.Length > 0))
        {
            if (!winners.TryGetValue(endpoint.Record.Name, out EndpointView? best) || StampOf(endpoint) < StampOf(best))
            {
                winners[endpoint.Record.Name] = endpoint;
            }
        }

        var builder = endpoints.ToBuilder();
        foreach (EndpointView endpoint in endpoints.Values)
        {
            bool loses = endpoint.Record.Name.Length > 0 && winners[endpoint.Record.Name].Id != endpoint.Id;
            if (loses != endpoint.NameLoses)
            {
                builder[endpoint.Id] = endpoint with { NameLoses = loses };
            }
        }

        return builder.ToImmutable();
    }

    private static Stamp StampOf(EndpointView endpoint) => new(endpoint.Record.Lamport, endpoint.Id.Value);
}
