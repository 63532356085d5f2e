using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Nftables;

namespace MeshNet.Node.Names;

/// <summary>
/// The rules that bring a sandbox's name queries to us, ahead of Docker's own rules: those to 127.0.0.11, and those to the other
/// servers that the container's resolver file names. They hold only while the one element of a set lives (it is "ip", true of every
/// packet), so that a daemon which is gone does not take the container's names with it (docs/adr/0041): each heartbeat is a
/// datagram that another of the rules turns into a new life for the element, and then drops. The kernel tells its sender of the
/// drop, which shows that the rules are there.
/// </summary>
internal sealed class SandboxRules : IDisposable
{
    /// <summary>The same name in every sandbox; nobody else's.</summary>
    public const string Table = "meshnet";

    /// <summary>The discard service's port, where Docker's resolver never listens.</summary>
    private const int BeatPort = 9;

    private static readonly IPAddress Resolver = IPAddress.Parse("127.0.0.11");

    private readonly NetworkNamespace _sandbox;
    private readonly string _rules;
    private readonly Socket _datagrams;
    private readonly SocketAsyncEventArgs _beat = new();
    private bool _sending;

    /// <param name="datagrams">Where we take queries by UDP; heartbeats are sent from it.</param>
    /// <param name="otherServers">Whose queries come to us as well.</param>
    public SandboxRules(
        NetworkNamespace sandbox, Socket datagrams, Socket listener, IEnumerable<IPAddress> otherServers, TimeSpan failOpen)
    {
        _sandbox = sandbox;
        _datagrams = datagrams;
        _rules = Rules((IPEndPoint)datagrams.LocalEndPoint!, (IPEndPoint)listener.LocalEndPoint!, otherServers, failOpen);
        _beat.SetBuffer(new byte[1]);
        _beat.RemoteEndPoint = new IPEndPoint(Resolver, BeatPort);
        _beat.Completed += (_, _) => Volatile.Write(ref _sending, false);
    }

    /// <summary>Puts the rules in place of whatever is in the table, in one transaction.</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public void Install()
    {
        try
        {
            NftablesRunner.Run($"create table ip {Table}\n{_rules}", _sandbox);
        }
        catch (NftablesException)
        {
            // There is one already. Trying first is worth it: a transaction that deletes anything takes ten times as long.
            NftablesRunner.Run($"add table ip {Table}\ndelete table ip {Table}\n{_rules}", _sandbox);
        }
    }

    public void Remove() => NftablesRunner.Run($"add table ip {Table}\ndelete table ip {Table}\n", _sandbox);

    public BeatOutcome Beat()
    {
        if (Volatile.Read(ref _sending))
        {
            return BeatOutcome.Unsent;
        }

        // A send of this kind reports its error without an exception, which hundreds of sandboxes would throw every second.
        Volatile.Write(ref _sending, true);
        if (_datagrams.SendToAsync(_beat))
        {
            return BeatOutcome.Unsent;
        }

        Volatile.Write(ref _sending, false);
        return _beat.SocketError switch
        {
            SocketError.AccessDenied => BeatOutcome.InPlace,
            SocketError.Success => BeatOutcome.Missing,
            _ => BeatOutcome.Unsent,
        };
    }

    public void Dispose() => _beat.Dispose();

    private static string Rules(IPEndPoint datagrams, IPEndPoint streams, IEnumerable<IPAddress> otherServers, TimeSpan failOpen)
    {
        string servers = string.Join(", ", otherServers.Prepend(Resolver).Distinct());
        string life = string.Create(CultureInfo.InvariantCulture, $"{(long)failOpen.TotalMilliseconds}ms");
        string isBeat = $"ip saddr {datagrams.Address} udp sport {datagrams.Port} udp dport {BeatPort}";
        return $$"""
            table ip {{Table}} {
                set alive {
                    type ether_type
                    size 16
                    flags dynamic,timeout
                    timeout {{life}}
                    elements = { ip }
                }
                chain beats {
                    type filter hook output priority -110; policy accept;
                    {{isBeat}} update @alive { meta protocol timeout {{life}} } drop
                }
                chain queries {
                    type nat hook output priority -110; policy accept;
                    meta protocol @alive ip daddr { {{servers}} } udp dport 53 dnat to {{datagrams}}
                    meta protocol @alive ip daddr { {{servers}} } tcp dport 53 dnat to {{streams}}
                }
            }

            """;
    }
}
