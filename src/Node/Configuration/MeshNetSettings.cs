using System.Net;
using Akka.Event;
using MeshNet.Actors.Driver;
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
