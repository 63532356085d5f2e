using MeshNet.Protocol.Names;

namespace MeshNet.Actors.Names;

/// <summary>
/// The names of each network of this host as the latest view has them. Sandboxes of one network share its names, and a network that
/// did not change keeps them from view to view.
/// </summary>
internal sealed class NameTables
{
    private readonly SortedDictionary<NetworkId, NetworkNames> _networks = [];
    private MeshView? _view;

    /// <summary>There is nothing to answer from before the first view.</summary>
    public bool AreKnown => _view is not null;

    /// <summary>Takes a view, unless it is older than the last one.</summary>
    /// <returns>The networks whose tables are no longer right.</returns>
    public IReadOnlySet<NetworkId> Update(MeshView view)
    {
        SortedSet<NetworkId> changed = [];
        if (view.Revision < _view?.Revision)
        {
            return changed;
        }

        MeshView? last = _view;
        _view = view;
        foreach ((NetworkId network, NetworkView now) in view.Networks)
        {
            if (!ReferenceEquals(last?.Networks.GetValueOrDefault(network), now))
            {
                changed.Add(network);
            }
        }

        if (last is not null)
        {
            foreach ((NetworkId network, _) in last.Networks)
            {
                if (!view.Networks.ContainsKey(network))
                {
                    changed.Add(network);
                }
            }
        }

        foreach (NetworkId network in changed)
        {
            _networks.Remove(network);
        }

        return changed;
    }

    /// <summary>Networks that the view does not hold (yet, or any more) are left out.</summary>
    public NameTable Table(IEnumerable<NetworkId> networks) => new(networks.Distinct().Select(Names).OfType<NetworkNames>());

    private NetworkNames? Names(NetworkId network)
    {
        if (_networks.TryGetValue(network, out NetworkNames? known))
        {
            return known;
        }

        if (_view?.Networks.GetValueOrDefault(network) is not { } view)
        {
            return null;
        }

        NetworkNames names = new(view);
        _networks.Add(network, names);
        return names;
    }
}
