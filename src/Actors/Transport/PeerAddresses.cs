namespace MeshNet.Actors.Transport;

/// <summary>Where a node can be reached: as membership says; until it says anything, from where the node was last heard.</summary>
internal sealed class PeerAddresses(int defaultPort)
{
    /// <summary>Senders that membership does not know yet. It learns of them within a second, so few are here at a time.</summary>
    private const int HeardMax = 4096;

    private readonly Dictionary<NodeId, IPEndPoint> _heard = [];
    private MembershipView? _view;

    public void Update(MembershipView view) => _view = view;

    public bool TryFind(NodeId id, out IPEndPoint address)
    {
        if (TryGetMember(id, out Member member) && !_view!.Displaced.Contains(id))
        {
            address = member.Address;
            return true;
        }

        return _heard.TryGetValue(id, out address!);
    }

    /// <summary>The address to answer to. A stream's source port is nobody's: its sender listens on the port that membership knows.</summary>
    public IPEndPoint Source(NodeId from, PacketKind kind, IPEndPoint source)
    {
        if (kind == PacketKind.Datagram)
        {
            return source;
        }

        return TryGetMember(from, out Member member) && member.Address.Address.Equals(source.Address)
            ? member.Address
            : new IPEndPoint(source.Address, defaultPort);
    }

    public void Heard(NodeId from, IPEndPoint source)
    {
        if (TryGetMember(from, out _))
        {
            _heard.Remove(from);
            return;
        }

        if (_heard.Count >= HeardMax)
        {
            _heard.Clear();
        }

        _heard[from] = source;
    }

    private bool TryGetMember(NodeId id, out Member member)
    {
        member = null!;
        return _view is not null && _view.Members.TryGetValue(id, out member!);
    }
}
