namespace MeshNet.Linux.Routes;

/// <summary>A unicast route of the main table.</summary>
/// <param name="Destination">0.0.0.0/0 or ::/0 for the default route.</param>
public sealed record Route(IPNetwork Destination)
{
    /// <summary>The next hop; null when the destination is on the link itself.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>The link to send on. The kernel finds it when there is a gateway.</summary>
    public int? LinkIndex { get; init; }

    /// <summary>The source address that packets get when the sender chose none.</summary>
    public IPAddress? PreferredSource { get; init; }

    /// <summary>Among equal routes the lowest wins.</summary>
    public uint? Metric { get; init; }

    /// <summary>Believe that the gateway is on the link, although no subnet says so.</summary>
    public bool OnLink { get; init; }

    public bool IsDefault => Destination.PrefixLength == 0;

    /// <summary>As ip-route says it: "0.0.0.0/0 via 10.0.0.1 dev 3".</summary>
    public override string ToString()
    {
        string via = Gateway is null ? "" : $" via {Gateway}";
        string device = LinkIndex is null ? "" : $" dev {LinkIndex}";
        string metric = Metric is null ? "" : $" metric {Metric}";
        return $"{Destination}{via}{device}{metric}";
    }
}

/// <summary>How a packet would leave.</summary>
/// <param name="LinkIndex">The link that it goes out on.</param>
/// <param name="Source">The address that it comes from.</param>
/// <param name="Gateway">The next hop; null when the destination is on the link.</param>
public sealed record RouteLookup(int LinkIndex, IPAddress Source, IPAddress? Gateway);
