using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;

namespace MeshNet.Linux.Overlay;

/// <summary>
/// The data path of one overlay on this host: a hidden namespace with a bridge, a VXLAN and one veth per container. Every operation may be
/// repeated; what is there and right is never touched. Operations may come from any thread, one runs at a time.
/// </summary>
/// <exception cref="NetlinkException">From every operation, when the kernel refuses to make or change a link.</exception>
/// <exception cref="SystemCallException">From every operation, when the namespace cannot be made or opened.</exception>
public sealed class OverlayNetwork : IDisposable
{
    private const int NameLengthMax = 64;

    private readonly OverlayHost _host;
    private readonly string _path;
    private readonly Lock _lock = new();
    private OverlayNamespace? _hidden;
    private OverlayPlan? _plan;
    private int _vxlanIndex;

    internal OverlayNetwork(OverlayHost host, string name)
    {
        CheckName(name);
        _host = host;
        Name = name;
        _path = Path.Combine(host.NamespaceDirectory, name);
    }

    public string Name { get; }

    /// <summary>The file on which the overlay's namespace is mounted.</summary>
    public string NamespacePath => _path;

    /// <summary>
    /// Makes or adopts namespace, bridge and VXLAN, and repairs or replaces what is not as planned. Tables are left alone.
    /// </summary>
    public OverlayOutcome EnsureCreated(OverlayPlan plan)
    {
        lock (_lock)
        {
            OverlayOutcome report = Ensure(plan, out OverlayDevices? links);
            return report.Then(links.Report);
        }
    }

    /// <summary>
    /// Compares the kernel with the plan, link by link and entry by entry, and changes what differs. The tables are programmed
    /// in batches; a refused entry is reported and does not stop the others.
    /// </summary>
    public OverlayOutcome Apply(OverlayPlan plan)
    {
        lock (_lock)
        {
            OverlayOutcome report = Ensure(plan, out OverlayDevices? links);
            if (!plan.KeepUnknownLinks)
            {
                links.RemoveUnknown(plan);
            }

            OverlayEdits edits = OverlayDiff.Full(ReadTables(_hidden!), plan);
            return report.Then(links.Report).Then(OverlayProgrammer.Carry(edits, _hidden!.Netlink, _vxlanIndex));
        }
    }

    /// <summary>
    /// Programs endpoints of other hosts that came and went since the last <see cref="Apply"/>, without reading the tables: the
    /// cost is that of the change, not of the overlay.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was applied yet.</exception>
    public OverlayOutcome ApplyRemoteChanges(IReadOnlyCollection<RemoteStation> added, IReadOnlyCollection<RemoteStation> removed)
    {
        lock (_lock)
        {
            OverlayNamespace hidden = Created();
            return OverlayProgrammer.Carry(OverlayDiff.Incremental(_plan!, added, removed), hidden.Netlink, _vxlanIndex);
        }
    }

    /// <summary>What the kernel's tables hold; null when the overlay is not on this host.</summary>
    public OverlayTables? ReadTables()
    {
        lock (_lock)
        {
            _hidden ??= OverlayNamespace.TryOpen(_path);
            if (_hidden?.Netlink.Links.Find(OverlayNames.Vxlan) is not { } vxlan)
            {
                return null;
            }

            _vxlanIndex = vxlan.Index;
            return ReadTables(_hidden);
        }
    }

    /// <summary>
    /// Makes an endpoint's veth with its other end, of the same name, waiting in the host's namespace, from where Docker moves it into the
    /// container. Nothing happens when it is there.
    /// </summary>
    public void CreateHostLink(EndpointVeth endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        lock (_lock)
        {
            if (Created().Netlink.Links.Find(endpoint.LinkName) is null)
            {
                CreateVeth(endpoint, endpoint.LinkName, _host.Namespace);
            }
        }
    }

    /// <summary>
    /// Makes an endpoint's veth with its other end in place in a container, with its addresses, up. What is there is completed; a
    /// veth of the endpoint that leads elsewhere, to a container that it was in before, is replaced.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="container">The container's namespace.</param>
    /// <param name="name">The name of the container's end, usually eth0.</param>
    public void CreateContainerLink(EndpointVeth endpoint, NetworkNamespace container, string name)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        using RoutingNetlink inside = RoutingNetlink.Open(container);
        lock (_lock)
        {
            LinkOperations links = Created().Netlink.Links;
            Link? own = links.Find(endpoint.LinkName);
            Link? far = inside.Links.Find(name);
            bool isPair = own is not null && far is not null && own.PeerIndex == far.Index && far.PeerIndex == own.Index;
            if (own is not null && !isPair)
            {
                links.Delete(own.Index);
            }

            if (!isPair)
            {
                CreateVeth(endpoint, name, container);
            }
        }
        Link link = inside.Links.Get(name);
        IReadOnlyList<InterfaceAddress> present = inside.Addresses.List();
        IEnumerable<InterfaceAddress> wanted = endpoint.Addresses.Select(address => new InterfaceAddress(link.Index, address.Address, address.PrefixLength));
        foreach (InterfaceAddress address in wanted.Except(present))
        {
            inside.Addresses.Add(address);
        }

        inside.Links.Set(link.Index, new LinkChange { Up = true });
    }

    /// <summary>
    /// Removes the veths of endpoints that ended; those that are gone are passed over. It takes 16 ms for one and no longer for many, so
    /// gather them and do it beside the work that somebody waits for.
    /// </summary>
    public void DeleteEndpointLinks(IReadOnlyCollection<string> linkNames)
    {
        ArgumentNullException.ThrowIfNull(linkNames);
        lock (_lock)
        {
            _hidden ??= OverlayNamespace.TryOpen(_path);
            if (_hidden is null)
            {
                return;
            }

            LinkOperations links = _hidden.Netlink.Links;
            links.DeleteAll(links.List().Where(link => linkNames.Contains(link.Name)).Select(link => link.Index));
        }
    }

    /// <summary>Removes the overlay from this host, with the links of whatever containers it still has.</summary>
    public void Delete()
    {
        lock (_lock)
        {
            _hidden ??= OverlayNamespace.TryOpen(_path);
            if (_hidden is not null)
            {
                // The namespace ends in the kernel's own time; the VNI has to be free for the next overlay at once.
                LinkOperations links = _hidden.Netlink.Links;
                IEnumerable<Link> ours = links.List().Where(link => OverlayNames.IsOurs(link, OverlayNames.LinkPrefix));
                links.DeleteAll(ours.Select(link => link.Index));
            }
            Close();
            NamespaceFile.Delete(_path);
        }
    }

    /// <summary>Lets go of the overlay and leaves it as it is.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            Close();
        }
    }

    private OverlayOutcome Ensure(OverlayPlan plan, out OverlayDevices links)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<string> repairs = [];
        if (_hidden is not null && _hidden.Restore())
        {
            repairs = [$"mounted namespace {_path} again"];
        }

        _hidden ??= OverlayNamespace.TryOpen(_path);
        if (_hidden is null)
        {
            _hidden = OverlayNamespace.Create(_path);
            repairs = [$"created namespace {_path}"];
        }
        links = new OverlayDevices(_host, _hidden);
        links.Ensure(plan);
        _vxlanIndex = links.VxlanIndex;
        _plan = plan;
        return new OverlayOutcome { Repairs = repairs };
    }

    private OverlayTables ReadTables(OverlayNamespace hidden) =>
        new(hidden.Netlink.Neighbours.List(_vxlanIndex), hidden.Netlink.Fdb.List(_vxlanIndex));

    private OverlayNamespace Created() => _hidden is not null && _plan is not null
        ? _hidden
        : throw new InvalidOperationException($"Overlay {Name} has not been created: ensure that it is, or apply a plan, first.");

    private void CreateVeth(EndpointVeth endpoint, string peerName, NetworkNamespace peerNamespace)
    {
        LinkOperations links = Created().Netlink.Links;
        int mtu = _plan!.Mtu;
        links.CreateVeth(new NewVeth
        {
            Name = endpoint.LinkName,
            Mtu = mtu,
            Up = true,
            MasterIndex = links.Get(OverlayNames.Bridge).Index,
            Group = OverlayNames.LinkGroup,
            Peer = new VethPeer
            {
                Name = peerName,
                Mtu = mtu,
                Mac = endpoint.Mac,
                Group = OverlayNames.LinkGroup,
                Namespace = peerNamespace,
            },
        });
    }

    private void Close()
    {
        _hidden?.Dispose();
        _hidden = null;
        _plan = null;
    }

    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        bool isValid = name.Length <= NameLengthMax && char.IsAsciiLetterOrDigit(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');
        if (!isValid)
        {
            throw new ArgumentException(
                $"'{name}' cannot name an overlay's namespace: 1 to {NameLengthMax} letters, digits, '.', '_' or '-' can.", nameof(name));
        }
    }
}
