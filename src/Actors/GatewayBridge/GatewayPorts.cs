using System.Net.Sockets;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>Settles which of the host's ports lead to a container.</summary>
internal static class GatewayPorts
{
    /// <summary>Where host ports that the user left open are chosen from: the range that RFC 6335 keeps unassigned, as Docker does.</summary>
    private const ushort DynamicMin = 49152;

    /// <param name="wanted">As Docker has them; a host port of 0 is for us to choose.</param>
    /// <param name="others">The leases of other containers.</param>
    /// <param name="hostObstacle">Why the host itself does not have the port to give, or null.</param>
    /// <param name="refusal">Why not, when null is returned.</param>
    public static ImmutableArray<PublishedPort>? Settle(
        ImmutableArray<PublishedPort> wanted,
        IReadOnlyCollection<GatewayLease> others,
        Func<PublishedPort, string?> hostObstacle,
        out string refusal)
    {
        List<PublishedPort> settled = [];
        foreach (PublishedPort port in wanted)
        {
            if (Obstacle(port, others, settled, hostObstacle) is { } obstacle)
            {
                refusal = obstacle;
                return null;
            }

            PublishedPort? found = port.HostPort != 0 ? port : ChooseHostPort(port, others, settled, hostObstacle);
            if (found is null)
            {
                refusal = $"no free host port is left for {port.ContainerPort}/{port.Protocol}";
                return null;
            }

            settled.Add(found);
        }

        refusal = "";
        return [.. settled];
    }

    private static string? Obstacle(
        PublishedPort port, IReadOnlyCollection<GatewayLease> others, List<PublishedPort> own, Func<PublishedPort, string?> hostObstacle)
    {
        if (port.Protocol is not ("tcp" or "udp" or "sctp"))
        {
            return $"cannot publish {port.ContainerPort}/{port.Protocol}: the protocol must be tcp, udp or sctp";
        }

        if (port.HostAddress is { AddressFamily: not AddressFamily.InterNetwork })
        {
            return $"cannot publish on {port.HostAddress}, because the gateway bridge carries only IPv4: publish on an IPv4 address";
        }

        if (port.HostPort == 0)
        {
            return null;
        }

        if (others.FirstOrDefault(lease => lease.Ports.Any(taken => Collides(taken, port))) is { } holder)
        {
            return $"container {Short(holder.ContainerId)} already publishes host port {Describe(port)}";
        }

        return own.Exists(taken => Collides(taken, port)) ? $"host port {Describe(port)} is given twice"
            : hostObstacle(port) is { } obstacle ? $"host port {Describe(port)} {obstacle}" : null;
    }

    private static PublishedPort? ChooseHostPort(
        PublishedPort port, IReadOnlyCollection<GatewayLease> others, List<PublishedPort> own, Func<PublishedPort, string?> hostObstacle)
    {
        for (int candidate = DynamicMin; candidate <= ushort.MaxValue; candidate++)
        {
            PublishedPort choice = port with { HostPort = (ushort)candidate };
            if (!others.Any(lease => lease.Ports.Any(taken => Collides(taken, choice)))
                && !own.Exists(taken => Collides(taken, choice))
                && hostObstacle(choice) is null)
            {
                return choice;
            }
        }

        return null;
    }

    private static bool Collides(PublishedPort left, PublishedPort right) =>
        left.Protocol == right.Protocol
        && left.HostPort == right.HostPort
        && (IsAny(left.HostAddress) || IsAny(right.HostAddress) || left.HostAddress!.Equals(right.HostAddress));

    private static bool IsAny(IPAddress? address) => address is null || address.Equals(IPAddress.Any);

    private static string Describe(PublishedPort port) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(IsAny(port.HostAddress) ? "" : port.HostAddress + ":")}{port.HostPort}/{port.Protocol}");

    private static string Short(string containerId) => containerId.Length > 12 ? containerId[..12] : containerId;
}
