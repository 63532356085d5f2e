using Akka.Event;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Node.Transport;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Node.Configuration;

/// <summary>
/// Everything that can be set on a node, checked. <c>hocon/reference.conf</c> says of each what it is for; made by
/// <see cref="SettingsLoader"/>.
/// </summary>
public sealed record MeshNetSettings
{
    /// <summary>Where other nodes reach this one; null: chosen by route.</summary>
    public required IPAddress? Advertise { get; init; }

    public required int GossipPort { get; init; }

    public required int VxlanPort { get; init; }

    public required string StateDirectory { get; init; }

    public required string RunDirectory { get; init; }

    public required string DockerSocket { get; init; }

    public required string PluginSocket { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>In bytes; null: that of the link which carries the advertised address.</summary>
    public required int? UnderlayMtu { get; init; }

    /// <summary>The largest datagram, in bytes, seal included.</summary>
    public required int DatagramBytesMax { get; init; }

    public required PacketNetworkOptions Packets { get; init; }

    public required SwimOptions Membership { get; init; }

    /// <summary>Without the VNI's start, which the cluster's id decides.</summary>
    public required MeshSettings Mesh { get; init; }

    public required DriverSettings Driver { get; init; }

    public required DnsSettings Dns { get; init; }

    public required EgressSettings Egress { get; init; }

    public required ManagementSettings Management { get; init; }
}

/// <summary>Names of containers: <c>meshnet.dns</c>.</summary>
/// <param name="Upstreams">Who resolves outside names; empty: the servers in the host's resolver file.</param>
/// <param name="AliveInterval">How often a sandbox is told that we answer.</param>
/// <param name="FailOpen">How long after the last such message a sandbox uses Docker's resolver again.</param>
/// <param name="TimeToLive">How long an answer may be remembered.</param>
public sealed record DnsSettings(
    IReadOnlyList<IPEndPoint> Upstreams, TimeSpan AliveInterval, TimeSpan FailOpen, TimeSpan TimeToLive);

/// <summary>The containers' way to the outside world: <c>meshnet.egress</c>.</summary>
/// <param name="Gateway">Whose bridge plugin containers use.</param>
/// <param name="Bridges">How the bridges are kept.</param>
public sealed record EgressSettings(GatewayKind Gateway, GatewaySettings Bridges);

/// <summary>Whose bridge gives plugin containers their way out.</summary>
public enum GatewayKind
{
    /// <summary>Docker's docker_gwbridge.</summary>
    Docker,

    /// <summary>Our meshnet_gwbridge.</summary>
    MeshNet,
}

/// <summary>The HTTP interface: <c>meshnet.management</c>.</summary>
/// <param name="Listen">Where it listens.</param>
/// <param name="IsReadOnly">Every method that changes something is refused.</param>
/// <param name="Token">What a changing request must carry; null when none may.</param>
public sealed record ManagementSettings(IPEndPoint Listen, bool IsReadOnly, string? Token)
{
    /// <summary>Without the token: settings get printed.</summary>
    public override string ToString() => $"{Listen}, {(IsReadOnly ? "read-only" : "writable with a token")}";
}
