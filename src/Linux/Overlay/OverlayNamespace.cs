using MeshNet.Linux.Namespaces;

namespace MeshNet.Linux.Overlay;

/// <summary>The hidden namespace of one overlay, held open, and a netlink socket in it.</summary>
internal sealed class OverlayNamespace : IDisposable
{
    private readonly string _path;
    private readonly NetworkNamespace _namespace;

    private OverlayNamespace(string path, NetworkNamespace networkNamespace)
    {
        _path = path;
        _namespace = networkNamespace;
        Netlink = RoutingNetlink.Open(networkNamespace);
    }

    public NetworkNamespace Namespace => _namespace;

    public RoutingNetlink Netlink { get; }

    /// <summary>Null when there is none.</summary>
    public static OverlayNamespace? TryOpen(string path) =>
        NamespaceFile.IsNamespace(path) ? new OverlayNamespace(path, NetworkNamespace.Open(path)) : null;

    public static OverlayNamespace Create(string path)
    {
        NetworkNamespace created = NamespaceFile.Create(path);
        created.Run(QuietenIPv6);
        return new OverlayNamespace(path, created);
    }

    /// <summary>
    /// Mounts the namespace again if somebody removed its file. It lives on while we hold it, and its containers with it.
    /// </summary>
    /// <returns>True when that was needed.</returns>
    public bool Restore()
    {
        if (NamespaceFile.IsNamespace(_path))
        {
            using NetworkNamespace mounted = NetworkNamespace.Open(_path);
            if (mounted.Inode == _namespace.Inode)
            {
                return false;
            }

            NamespaceFile.Delete(_path);
        }
        NamespaceFile.Keep(_namespace, _path);
        return true;
    }

    public void Dispose()
    {
        Netlink.Dispose();
        _namespace.Dispose();
    }

    /// <summary>
    /// Bridge and VXLAN get no link-local addresses: nobody speaks to them, and without an address they solicit no routers and report no
    /// groups, which would go to every host of the overlay.
    /// </summary>
    private static void QuietenIPv6()
    {
        const string mode = "/proc/sys/net/ipv6/conf/default/addr_gen_mode";
        // Absent where the kernel was booted without IPv6.
        if (File.Exists(mode))
        {
            File.WriteAllText(mode, "1");
        }
    }
}
