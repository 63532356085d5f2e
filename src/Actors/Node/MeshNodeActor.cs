using Akka.Actor;
using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Membership;
using MeshNet.Actors.Names;
using MeshNet.Actors.Transport;

namespace MeshNet.Actors.Node;

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
            Props.Create(() => new TransportActor(setup.Transport, edges.Network)), "transport");
        IActorRef gossip = Context.ActorOf(
            Props.Create(() => new GossipActor(new GossipSetup(
                setup.Identity.Id, setup.Identity.StartEpoch, setup.Founds, setup.Mesh, setup.Random("gossip"), edges.Store, transport))),
            "gossip");
        IActorRef membership = Context.ActorOf(
            Props.Create(() => new MembershipActor(setup.Membership, setup.Identity, edges.Store, transport, setup.Random("membership"))),
            "membership");
        IActorRef driver = Context.ActorOf(
            Props.Create(() => new DriverActor(edges.Overlay, edges.Sandboxes, setup.Driver)), "driver");
        IActorRef gateway = Context.ActorOf(GatewayBridgeActor.Props(edges.EngineGateway, edges.Egress, setup.Gateway), "gateway-bridge");
        IActorRef names = Context.ActorOf(NamesActor.Props(edges.NameServers), "names");
        MeshActors actors = new(gossip, driver, names, gateway);
        IActorRef dockerEvents = Context.ActorOf(
            Props.Create(() => new DockerEventsActor(edges.Engine, edges.Processes, actors, setup.DockerEvents)), "docker-events");
        _parts = new MeshNodeParts(actors, transport, membership, dockerEvents);

        gossip.Tell(new DescribeSelf(setup.Record, setup.HostSubnets));
        Receive<GetMeshNodeParts>(_ => Sender.Tell(_parts));
    }
}
