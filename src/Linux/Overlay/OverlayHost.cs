using MeshNet.Linux.Namespaces;

namespace MeshNet.Linux.Overlay;

/// <summary>The host side of all overlays: where their UDP sockets and the containers' waiting links are.</summary>
public sealed class OverlayHost : IDisposable
{
    private readonly NetworkNamespace _namespace;

    /// <param name="hostNamespace">The host's network namespace; this object takes it over.</param>
    /// <param name="namespaceDirectory">Where the namespaces of the overlays are mounted.</param>
    public OverlayHost(NetworkNamespace hostNamespace, string namespaceDirectory = OverlayNames.NamespaceDirectory)
    {
        _namespace = hostNamespace;
        NamespaceDirectory = namespaceDirectory;
        Netlink = RoutingNetlink.Open(hostNamespace);
    }

    public string NamespaceDirectory { get; }

    /// <summary>The host's own links, addresses and routes.</summary>
    public RoutingNetlink Netlink { get; }

    internal NetworkNamespace Namespace => _namespace;

    /// <summary>The host that the calling thread is on.</summary>
    public static OverlayHost OpenCurrent() => new(NetworkNamespace.OpenCurrent());

    /// <summary>The names of the overlays that this host has a namespace for, sorted.</summary>
    public IReadOnlyList<string> ListNetworks() => Directory.Exists(NamespaceDirectory)
        ? [.. Directory.GetFiles(NamespaceDirectory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A handle on the overlay of that name. Nothing is made before it is asked to.</summary>
    /// <param name="name">1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit: its namespace's file.</param>
    public OverlayNetwork Open(string name) => new(this, name);

    public void Dispose()
    {
        Netlink.Dispose();
        _namespace.Dispose();
    }
}
