namespace MeshNet.Actors.Transport;

/// <summary>To the transport: seal this and send it to a member, wherever it is now. Lost without notice, as a datagram is.</summary>
public sealed record SendTo(NodeId To, IWireMessage Message);

/// <summary>To the transport: seal this and send it to an address, no matter who is there.</summary>
public sealed record SendToAddress(IPEndPoint To, IWireMessage Message);

/// <summary>
/// To the transport: deliver <see cref="Received"/> messages of these types, both ends included, to this actor, a <see cref="TransportReceiver"/>,
/// from now on.
/// </summary>
public sealed record Register(WireType First, WireType Last, IActorRef Receiver);

/// <summary>What the transport hands to an actor.</summary>
public abstract record Delivery
{
    /// <summary>Its place in the actor's <see cref="Inbox"/>, until it is disposed of.</summary>
    internal IDisposable? Place { get; init; }
}

/// <summary>From the transport: a message that was sealed with this cluster's key by <paramref name="From"/>, and is no replay.</summary>
/// <param name="From">The sender, proven by the seal.</param>
/// <param name="Source">Where it came from. Of a stream, the address with the member's own port.</param>
/// <param name="Message">Decoded.</param>
public sealed record Received(NodeId From, IPEndPoint Source, IWireMessage Message) : Delivery
{
    /// <summary>The sender's random number of this start: two live ones under one id are two machines (R9).</summary>
    public ulong StartNonce { get; init; }
}

/// <summary>
/// From the transport, to who reads joins: somebody at this address cannot open what this node sends. Anybody can send that, so it is only a hint.
/// </summary>
/// <param name="SameCluster">It shows the tag of this node's cluster: then the packet was garbled on its way.</param>
public sealed record RejectReceived(IPEndPoint Source, bool SameCluster) : Delivery;
