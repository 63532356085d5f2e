using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Transport;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.MeshNode;

/// <summary>What one node's actors are made of.</summary>
/// <param name="Founds">This node founded the cluster: the spaces are its own at birth.</param>
/// <param name="Record">What the others should know of this host.</param>
/// <param name="HostSubnets">Subnets that this host has routes to: no overlay may be one of them.</param>
/// <param name="Transport">The caller's, to dispose of after the actors: it outlives each of them.</param>
/// <param name="Random">A generator for each part that names itself.</param>
public sealed record MeshNodeSetup(
    SwimIdentity Identity,
    bool Founds,
    NodeRecord Record,
    ImmutableArray<Block> HostSubnets,
    TransportSession Transport,
    SwimOptions Membership,
    MeshSettings Mesh,
    DriverSettings Driver,
    GatewaySettings Gateway,
    DockerEventsOptions DockerEvents,
    Func<string, IRandomSource> Random,
    MeshNodeEdges Edges);
