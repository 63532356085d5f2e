using Akka.Actor;
using MeshNet.Messages;

namespace MeshNet.Actors.Transport;

/// <summary>To the transport: deliver <see cref="Received"/> messages of these types, both ends included, to this actor from now on.</summary>
public sealed record Register(WireType First, WireType Last, IActorRef Receiver);
