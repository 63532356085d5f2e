using MeshNet.Protocol.Names;

namespace MeshNet.Node.Names;

/// <summary>The servers for names of the outside: from the settings, else from the host's resolv.conf as it is now.</summary>
internal sealed class HostNameServers(NameServerSettings settings)
{
    private const int Port = 53;

    private readonly Lock _lock = new();
    private DateTime _readAt;
    private IReadOnlyList<IPEndPoint> _servers = [];

    /// <summary>None where the file is not there.</summary>
    public IReadOnlyList<IPEndPoint> Current()
    {
        if (settings.Upstreams.Count > 0)
        {
            return settings.Upstreams;
        }

        lock (_lock)
        {
            // DHCP clients and VPNs rewrite the file at any time. A file that is not there has a time of its own, too.
            DateTime writtenAt = File.GetLastWriteTimeUtc(settings.HostResolverFile);
            if (writtenAt != _readAt)
            {
                string text = File.Exists(settings.HostResolverFile) ? File.ReadAllText(settings.HostResolverFile) : "";
                _servers = [.. ResolverFile.NameServers(text).Select(server => new IPEndPoint(server, Port))];
                _readAt = writtenAt;
            }

            return _servers;
        }
    }
}
