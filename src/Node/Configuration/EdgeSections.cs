using MeshNet.Actors.Driver;
using MeshNet.Hocon;

namespace MeshNet.Node.Configuration;

/// <summary>Reads the sections of the edges: <c>driver</c>, <c>dns</c>, <c>egress</c> and <c>management</c>.</summary>
internal static class EdgeSections
{
    private const int TokenLengthMin = 16;

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static DriverSettings ReadDriver(SettingsReader section)
    {
        (TimeSpan retryMin, TimeSpan retryMax) = ReadRetryDelays(section);
        return new()
        {
            ReconcileInterval = section.Duration("reconcile-interval", TimeSpan.FromMilliseconds(100), Hour),
            LinkEventDelay = section.Duration("link-event-delay", TimeSpan.Zero, Minute),
            MissingLinkDelay = section.Duration("missing-link-delay", TimeSpan.Zero, Minute),
            RetryDelayMin = retryMin,
            RetryDelayMax = retryMax,
            NetworkPatience = section.Duration("network-patience", TimeSpan.Zero, Minute),
        };
    }

    /// <summary>Null for automatic; else at least what IPv6 asks of a link, plus what VXLAN over IPv6 adds.</summary>
    public static int? ReadUnderlayMtu(SettingsReader section) =>
        section.Number("underlay-mtu", 0, ushort.MaxValue) switch
        {
            0 => null,
            >= 1350 and var mtu => mtu,
            _ => throw section.Refuse("underlay-mtu", $"0 or 1350 to {ushort.MaxValue}"),
        };

    public static DnsSettings ReadDns(SettingsReader section)
    {
        DnsSettings settings = new(
            section.Resolvers("upstreams"),
            section.Duration("alive-interval", Shortest, Minute),
            section.Duration("fail-open", Shortest, Hour),
            section.Duration("ttl", TimeSpan.Zero, Hour));
        return settings.FailOpen >= settings.AliveInterval * 2
            ? settings
            : throw section.Refuse("fail-open", $"at least twice alive-interval, which is {DurationText.Of(settings.AliveInterval)}");
    }

    public static EgressSettings ReadEgress(SettingsReader section, Block automaticPool)
    {
        (TimeSpan retryMin, TimeSpan retryMax) = ReadRetryDelays(section);
        return new(
            section.Choice("gateway", ("docker", GatewayKind.Docker), ("meshnet", GatewayKind.MeshNet)),
            new()
            {
                EngineSubnet = ReadBridgeSubnet(section, "docker-gwbridge-subnet", automaticPool),
                OwnSubnet = ReadBridgeSubnet(section, "meshnet-gwbridge-subnet", automaticPool),
                ReconcileInterval = section.Duration("reconcile-interval", TimeSpan.FromMilliseconds(100), Hour),
                Linger = section.Duration("linger", TimeSpan.Zero, Hour),
                RetryDelayMin = retryMin,
                RetryDelayMax = retryMax,
                AutomaticPool = automaticPool,
            });
    }

    public static ManagementSettings ReadManagement(SettingsReader section)
    {
        bool isReadOnly = section.Flag("read-only");
        string token = section.Text("token");
        if (token.Length is > 0 and < TokenLengthMin || (!isReadOnly && token.Length == 0))
        {
            // The token itself stays out of the message, which goes to a log.
            throw new HoconException(
                section.OriginOf("token"),
                $"meshnet.management.token has {token.Length} characters: use at least {TokenLengthMin}, or leave it empty and read-only true");
        }

        IPAddress host = section.Address("host") ?? throw section.Refuse("host", "an IPv4 or IPv6 address");
        return new(new IPEndPoint(host, section.Port("port")), isReadOnly, token.Length > 0 ? token : null);
    }

    private static Block? ReadBridgeSubnet(SettingsReader section, string key, Block automaticPool)
    {
        Block? subnet = section.Subnet(key, 8, 28);
        return subnet is { } given && given.Overlaps(automaticPool)
            ? throw section.Refuse(key, $"a subnet outside address-space.automatic-pool, which is {automaticPool}")
            : subnet;
    }

    private static (TimeSpan Min, TimeSpan Max) ReadRetryDelays(SettingsReader section)
    {
        TimeSpan min = section.Duration("retry-delay-min", Millisecond, Minute);
        TimeSpan max = section.Duration("retry-delay-max", Millisecond, Hour);
        return max >= min ? (min, max) : throw section.Refuse("retry-delay-max", $"at least retry-delay-min, which is {DurationText.Of(min)}");
    }
}
