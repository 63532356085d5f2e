using Akka.Actor;

namespace MeshNet.Actors.Node;

/// <summary>A node's actors, for those who ask them from outside.</summary>
public sealed record MeshNodeParts(MeshActors Actors, IActorRef Transport, IActorRef Membership, IActorRef DockerEvents);
