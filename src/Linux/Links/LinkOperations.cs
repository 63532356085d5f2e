using static MeshNet.Linux.Interop.LinkConstants;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Links;

/// <summary>Looks at, makes, changes and deletes links in the namespace of a socket.</summary>
/// <exception cref="NetlinkException">From every operation, when the kernel refuses.</exception>
public sealed class LinkOperations(NetlinkSocket socket)
{
    /// <summary>
    /// Links that are being deleted. They are put into a group because the kernel deletes a group at the cost of one link.
    /// </summary>
    private const uint DoomedGroup = 0x6d6e_dead;

    public IReadOnlyList<Link> List()
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETLINK, 0))
        {
            request.Structure(new LinkHeader());
        }

        return socket.Dump<Link>(request, "list links", LinkCodec.TryRead);
    }

    /// <summary>Null when there is no link of that name.</summary>
    public Link? Find(string name)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETLINK, 0))
        {
            request.Structure(new LinkHeader());
            request.Attribute(IFLA_IFNAME, CheckName(name));
        }
        return Find(request, $"get link {name}");
    }

    /// <summary>Null when there is no link of that index.</summary>
    public Link? Find(int index)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETLINK, 0))
        {
            request.Structure(new LinkHeader { Index = index });
        }

        return Find(request, $"get link {index}");
    }

    public Link Get(string name) => Find(name) ?? throw new NetlinkException($"get link {name}", ENODEV);

    /// <summary>
    /// Makes a bridge. Multicast snooping is off: without a querier it would only delay what an overlay floods on purpose.
    /// </summary>
    public void CreateBridge(NewLink bridge)
    {
        ArgumentNullException.ThrowIfNull(bridge);
        Create(bridge, "bridge", masterIndex: null, request => request.Attribute(IFLA_BR_MCAST_SNOOPING, false));
    }

    /// <summary>Makes a VXLAN. Its VNI must be free on the UDP port in the socket's namespace, wherever the device itself is.</summary>
    public void CreateVxlan(NewLink vxlan, VxlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(vxlan);
        ArgumentNullException.ThrowIfNull(settings);
        Create(vxlan, "vxlan", masterIndex: null, request => VxlanCodec.Write(request, settings));
    }

    /// <summary>Makes both ends of a veth, each in its own namespace, with one message.</summary>
    public void CreateVeth(NewVeth veth)
    {
        ArgumentNullException.ThrowIfNull(veth);
        Create(veth, "veth", veth.MasterIndex, request =>
        {
            using (request.Nested(VETH_INFO_PEER))
            {
                WriteTemplate(request, veth.Peer, up: false);
            }
        });
        GC.KeepAlive(veth.Peer.Namespace);
    }

    public void Set(int index, LinkChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        NetlinkWriter request = new();
        WriteChange(request, index, change);
        socket.Execute(request, $"set link {index} {change}");
    }

    /// <summary>Gives a link an additional name, by which it can also be found. It may be up to 127 bytes long. Since Linux 5.5.</summary>
    public void AddAlternativeName(int index, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        NetlinkWriter request = new();
        using (request.Message(RTM_NEWLINKPROP, NLM_F_CREATE | NLM_F_EXCL))
        {
            request.Structure(new LinkHeader { Index = index });
            using (request.Nested(IFLA_PROP_LIST))
            {
                request.Attribute(IFLA_ALT_IFNAME, name);
            }
        }
        socket.Execute(request, $"name link {index} {name}, too");
    }

    /// <summary>
    /// Deletes a link; false when there was none. It takes 16 ms when the link is a veth: the kernel waits until no processor uses it.
    /// </summary>
    public bool Delete(int index)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_DELLINK, 0))
        {
            request.Structure(new LinkHeader { Index = index });
        }

        return Delete(request, $"delete link {index}");
    }

    /// <inheritdoc cref="Delete(int)"/>
    public bool Delete(string name)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_DELLINK, 0))
        {
            request.Structure(new LinkHeader());
            request.Attribute(IFLA_IFNAME, CheckName(name));
        }
        return Delete(request, $"delete link {name}");
    }

    /// <summary>Deletes any number of links in the time of one. Links that are already gone are skipped.</summary>
    public void DeleteAll(IEnumerable<int> indices)
    {
        List<BatchFailure<int>> failures = socket.ExecuteBatch(
            indices,
            (request, index) => WriteChange(request, index, new LinkChange { Group = DoomedGroup }),
            index => $"mark link {index} for deletion");
        BatchFailure<int>? failure = failures.Find(failure => failure.Error.Errno != ENODEV);
        if (failure is not null)
        {
            throw failure.Error;
        }

        NetlinkWriter request = new();
        using (request.Message(RTM_DELLINK, 0))
        {
            request.Structure(new LinkHeader());
            request.Attribute(IFLA_GROUP, DoomedGroup);
        }
        Delete(request, "delete marked links");
    }

    private void Create(NewLink link, string kind, int? masterIndex, Action<NetlinkWriter> writeData)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL))
        {
            WriteTemplate(request, link, link.Up);
            if (masterIndex is { } master)
            {
                request.Attribute(IFLA_MASTER, master);
            }

            using (request.Nested(IFLA_LINKINFO))
            {
                request.Attribute(IFLA_INFO_KIND, kind);
                using (request.Nested(IFLA_INFO_DATA))
                {
                    writeData(request);
                }
            }
        }
        socket.Execute(request, $"create {kind} {link.Name}");
        GC.KeepAlive(link.Namespace);
    }

    private static void WriteTemplate(NetlinkWriter request, LinkTemplate link, bool up)
    {
        request.Structure(new LinkHeader { Flags = up ? IFF_UP : 0, Change = up ? IFF_UP : 0 });
        request.Attribute(IFLA_IFNAME, CheckName(link.Name));
        if (link.Mtu is { } mtu)
        {
            request.Attribute(IFLA_MTU, mtu);
        }

        if (link.Mac is { } mac)
        {
            request.Attribute(IFLA_ADDRESS, mac);
        }

        if (link.Group != 0)
        {
            request.Attribute(IFLA_GROUP, link.Group);
        }

        if (link.Namespace is { } target)
        {
            request.Attribute(IFLA_NET_NS_FD, target.DescriptorNumber);
        }
    }

    private static void WriteChange(NetlinkWriter request, int index, LinkChange change)
    {
        // RTM_NEWLINK without NLM_F_CREATE is what ip-link sends; RTM_SETLINK is for bridge ports only on some drivers.
        using (request.Message(RTM_NEWLINK, 0))
        {
            request.Structure(new LinkHeader
            {
                Index = index,
                Flags = change.Up == true ? IFF_UP : 0,
                Change = change.Up is null ? 0 : IFF_UP,
            });
            if (change.Name is { } name)
            {
                request.Attribute(IFLA_IFNAME, CheckName(name));
            }

            if (change.Mtu is { } mtu)
            {
                request.Attribute(IFLA_MTU, mtu);
            }

            if (change.Mac is { } mac)
            {
                request.Attribute(IFLA_ADDRESS, mac);
            }

            if (change.MasterIndex is { } master)
            {
                request.Attribute(IFLA_MASTER, master);
            }

            if (change.Alias is { } alias)
            {
                request.Attribute(IFLA_IFALIAS, alias);
            }

            if (change.Group is { } group)
            {
                request.Attribute(IFLA_GROUP, group);
            }

            if (change.Isolated is { } isIsolated)
            {
                WriteIsolation(request, isIsolated);
            }
        }
    }

    private static void WriteIsolation(NetlinkWriter request, bool isIsolated)
    {
        using (request.Nested(IFLA_LINKINFO))
        {
            request.Attribute(IFLA_INFO_SLAVE_KIND, "bridge");
            using (request.Nested(IFLA_INFO_SLAVE_DATA))
            {
                request.Attribute(IFLA_BRPORT_ISOLATED, isIsolated);
            }
        }
    }

    private Link? Find(NetlinkWriter request, string operation)
    {
        try
        {
            return socket.Get<Link>(request, operation, LinkCodec.TryRead);
        }
        catch (NetlinkException exception) when (exception.Errno == ENODEV)
        {
            return null;
        }
    }

    private bool Delete(NetlinkWriter request, string operation)
    {
        try
        {
            socket.Execute(request, operation);
            return true;
        }
        catch (NetlinkException exception) when (exception.Errno == ENODEV)
        {
            return false;
        }
    }

    /// <summary>The kernel would cut a longer name in some messages and answer ERANGE in others.</summary>
    private static string CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (System.Text.Encoding.UTF8.GetByteCount(name) > LinkTemplate.NameLengthMax)
        {
            throw new ArgumentException($"'{name}' is longer than a link's name can be, {LinkTemplate.NameLengthMax} bytes.", nameof(name));
        }

        return name;
    }
}
