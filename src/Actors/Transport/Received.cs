using System.Net;
using MeshNet.Messages;

namespace MeshNet.Actors.Transport;

/// <summary>From the transport: a message that was sealed with this cluster's key by <paramref name="From"/>, and is no replay.</summary>
/// <param name="From">The sender, proven by the seal.</param>
/// <param name="Source">Where it came from. Of a stream, the address with the member's own port.</param>
/// <param name="Message">Decoded.</param>
public sealed record Received(NodeId From, IPEndPoint Source, IWireMessage Message)
{
    /// <summary>The sender's random number of this start: two live ones under one id are two machines (R9).</summary>
    public ulong StartNonce { get; init; }
}
