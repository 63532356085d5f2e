using System.Collections.Immutable;
using System.Net;
using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>
/// One overlay as this host's kernel should have it: a function of the replica and of this host's own endpoints, and of nothing
/// that happened on the way there (R10). Whether the members are alive is no part of it (I2).
/// </summary>
/// <param name="Name">The network's name, for people.</param>
/// <param name="Vtep">Our own underlay address: where the others' packets arrive.</param>
/// <param name="Mtu">Bytes that the containers' interfaces carry.</param>
/// <param name="Locals">The endpoints whose veths belong on this host.</param>
/// <param name="Remotes">By address, with no MAC twice: one neighbour entry and one FDB entry each.</param>
/// <param name="FloodVteps">Where broadcast and multicast go, in the order of their bytes; empty unless the network asks for it.</param>
/// <param name="Withheld">Endpoints that are not programmed, and why, in words.</param>
public sealed record NetworkPlan(
    NetworkId Network,
    string Name,
    Block Subnet,
    uint Vni,
    IPAddress Vtep,
    int Mtu,
    ImmutableSortedSet<EndpointId> Locals,
    ImmutableSortedDictionary<uint, RemoteEndpoint> Remotes,
    ImmutableArray<IPAddress> FloodVteps,
    ImmutableSortedDictionary<EndpointId, string> Withheld)
{
    /// <summary>
    /// What the kernel has of other hosts beyond the plan stays there. So it is after a start, until this node has compared its state with
    /// another: what it does not know may be a container that runs.
    /// </summary>
    public bool KeepsUnknownRemotes { get; init; }
}
