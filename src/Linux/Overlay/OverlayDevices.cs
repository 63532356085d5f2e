using MeshNet.Linux.Links;

namespace MeshNet.Linux.Overlay;

/// <summary>Makes and repairs the links of one overlay: its bridge, its VXLAN, and our ends of the containers' veths.</summary>
internal sealed class OverlayDevices(OverlayHost host, OverlayNamespace hidden)
{
    private readonly ImmutableArray<string>.Builder _repairs = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _missing = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder _errors = ImmutableArray.CreateBuilder<string>();

    public int VxlanIndex { get; private set; }

    public OverlayOutcome Report => new()
    {
        Repairs = _repairs.ToImmutable(),
        MissingVeths = _missing.ToImmutable(),
        Errors = _errors.ToImmutable(),
    };

    private LinkOperations Links => hidden.Netlink.Links;

    /// <summary>
    /// Bridge and VXLAN are as planned afterwards, or it throws; so are the endpoints' links, or their failure is reported.
    /// </summary>
    public void Ensure(OverlayPlan plan)
    {
        Dictionary<string, Link> links = Links.List().ToDictionary(link => link.Name);
        int bridge = EnsureBridge(links.GetValueOrDefault(OverlayNames.Bridge), plan.Mtu);
        VxlanIndex = EnsureVxlan(links.GetValueOrDefault(OverlayNames.Vxlan), plan, bridge);
        foreach (EndpointVeth endpoint in plan.Veths)
        {
            // Only our end is looked at: where Docker has put the other one is Docker's concern.
            if (links.TryGetValue(endpoint.LinkName, out Link? link))
            {
                Try(() => Mend(link, plan.Mtu, bridge));
            }
            else
            {
                _missing.Add(endpoint.LinkName);
            }
        }
    }

    /// <summary>Removes the links of ours that belong to no endpoint of the plan.</summary>
    public void RemoveUnknown(OverlayPlan plan)
    {
        HashSet<string> known = plan.Veths.Select(endpoint => endpoint.LinkName).ToHashSet();
        List<Link> unknown = Links.List()
            .Where(link => link.Kind == "veth" && OverlayNames.IsOurs(link, OverlayNames.LinkPrefix) && !known.Contains(link.Name))
            .OrderBy(link => link.Name, StringComparer.Ordinal)
            .ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        Try(() =>
        {
            Links.DeleteAll(unknown.Select(link => link.Index));
            _repairs.AddRange(unknown.Select(link => $"removed {link.Name}: it belongs to no endpoint"));
        });
    }

    private int EnsureBridge(Link? link, int mtu)
    {
        if (link is { Kind: not "bridge" })
        {
            Links.Delete(link.Index);
            _repairs.Add($"removed {link.Name}: it was a {link.Kind ?? "link without a kind"}, not a bridge");
            link = null;
        }
        if (link is not null)
        {
            Mend(link, mtu, masterIndex: null);
            return link.Index;
        }
        Links.CreateBridge(new NewLink { Name = OverlayNames.Bridge, Mtu = mtu, Up = true, Group = OverlayNames.LinkGroup });
        _repairs.Add($"created {OverlayNames.Bridge}");
        return Links.Get(OverlayNames.Bridge).Index;
    }

    private int EnsureVxlan(Link? link, OverlayPlan plan, int bridge)
    {
        VxlanSettings wanted = VxlanSettings.Create(plan.Vni, plan.LocalVtep, plan.UdpPort);
        string? reason = link is null ? null : VxlanComparison.Incompatibility(link, wanted);
        if (link is not null && reason is null)
        {
            Mend(link, plan.Mtu, bridge);
            return link.Index;
        }
        if (link is not null)
        {
            Links.Delete(link.Index);
        }

        NewLink vxlan = new()
        {
            Name = OverlayNames.Vxlan,
            Mtu = plan.Mtu,
            Up = true,
            Group = OverlayNames.LinkGroup,
            Namespace = hidden.Namespace,
        };
        // On the host's socket, so that the device's UDP socket is in the host's namespace, on the underlay.
        host.Netlink.Links.CreateVxlan(vxlan, wanted);
        int index = Links.Get(OverlayNames.Vxlan).Index;
        Links.Set(index, new LinkChange { MasterIndex = bridge });
        _repairs.Add(reason is null ? $"created {vxlan.Name}" : $"recreated {vxlan.Name}: {reason}");
        return index;
    }

    /// <summary>Puts right what somebody changed on a link that may stay.</summary>
    private void Mend(Link link, int mtu, int? masterIndex)
    {
        LinkChange change = new()
        {
            Up = link.IsUp ? null : true,
            Mtu = link.Mtu == mtu ? null : mtu,
            MasterIndex = link.MasterIndex == masterIndex ? null : masterIndex ?? 0,
            Group = link.Group == OverlayNames.LinkGroup ? null : OverlayNames.LinkGroup,
        };
        if (change == new LinkChange())
        {
            return;
        }

        Links.Set(link.Index, change);
        _repairs.Add($"set {link.Name} {change}");
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (NetlinkException exception)
        {
            _errors.Add(exception.Message);
        }
    }
}
