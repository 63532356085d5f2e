using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Networks;

/// <summary>
/// The first address that this host gives in a network it has just heard of waits until all live members hold the network's record
/// (R16): of two networks of one name that two connected hosts make at once, one has lost before either has an address, and
/// simply goes.
/// </summary>
internal sealed class FirstAddresses(MeshContext context)
{
    /// <summary>Networks that the live members knew when an address was first wanted here, or before this start.</summary>
    private readonly SortedSet<NetworkId> _known = [];

    private readonly SortedDictionary<NetworkId, List<Action>> _waiting = [];

    /// <summary>At start: what the disk holds is old.</summary>
    public void Load()
    {
        foreach (NetworkView network in context.Table.Networks)
        {
            _known.Add(network.Id);
        }
    }

    /// <summary>True when it has to wait; <paramref name="goOn"/> is called when that is over.</summary>
    public bool Wait(NetworkId id, Action goOn)
    {
        if (_waiting.TryGetValue(id, out List<Action>? others))
        {
            others.Add(goOn);
            return true;
        }

        if (_known.Contains(id) || context.Table.Network(id) is not { } network)
        {
            return false;
        }

        if (context.Acknowledgements.Peers.Count == 0
            || context.Replicas.Log(network.Creator)?.Entry(RecordKey.Network(id)) is not { } entry)
        {
            _known.Add(id);
            return false;
        }

        _waiting[id] = [goOn];
        context.Acknowledgements.Await(network.Creator, entry.Version, context.Now, () => GoOn(id));
        return true;
    }

    private void GoOn(NetworkId id)
    {
        _known.RemoveWhere(known => context.Table.Network(known) is null);
        _known.Add(id);
        _waiting.Remove(id, out List<Action>? waiting);
        foreach (Action goOn in waiting ?? [])
        {
            goOn();
        }
    }
}
