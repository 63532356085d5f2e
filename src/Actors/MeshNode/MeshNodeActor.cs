using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Membership;
using MeshNet.Actors.Names;
using MeshNet.Actors.Transport;

namespace MeshNet.Actors.MeshNode;

/// <summary>
/// The guardian of one node in its mesh: makes all other actors, in the order in which they need each other, and restarts one that
/// fails without touching the rest. Stopping it takes the node out of the mesh's conversation and leaves the data path alone (I3).
/// </summary>
public sealed class MeshNodeActor : ReceiveActor
{
    private readonly MeshNodeParts _parts;

    public MeshNodeActor(MeshNodeSetup setup)
    {
        MeshNodeEdges edges = setup.Edges;
        IActorRef transport = Context.ActorOf(
            Made.By(() => new TransportActor(setup.Transport, edges.Network)), "transport");
        IActorRef membership = Context.ActorOf(
            Made.By(() => new MembershipActor(setup.Membership, setup.Identity, edges.Store, transport, setup.Random("membership"))),
            "membership");
        GossipSetup gossipSetup = new(
            setup.Identity.Id, setup.Identity.StartEpoch, setup.Founds, setup.Mesh, setup.Record, setup.HostSubnets,
            setup.Random("gossip"), edges.Store, transport, membership);
        IActorRef gossip = Context.ActorOf(Made.By(() => new GossipActor(gossipSetup)), "gossip");
        IActorRef driver = Context.ActorOf(
            DriverActor.Props(edges.Overlay, edges.Sandboxes, setup.Driver, gossip), "driver");
        IActorRef gateway = Context.ActorOf(
            GatewayBridgeActor.Props(edges.EngineGateway, edges.Egress, setup.Gateway, gossip), "gateway-bridge");
        IActorRef names = Context.ActorOf(NamesActor.Props(edges.NameServers, edges.SandboxMemory, gossip), "names");
        MeshActors actors = new(gossip, driver, names, gateway);
        IActorRef dockerEvents = Context.ActorOf(
            Made.By(() => new DockerEventsActor(edges.Engine, edges.Processes, actors, setup.DockerEvents)), "docker-events");
        _parts = new MeshNodeParts(actors, transport, membership, dockerEvents);

        Receive<GetMeshNodeParts>(_ => Sender.Tell(_parts));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackOff();
}
