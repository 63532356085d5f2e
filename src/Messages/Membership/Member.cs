using System.Net;

namespace MeshNet.Messages;

/// <summary>What membership knows of one node. <paramref name="StartNonce"/> is random per start: two live nonces under one id are two machines (R9).</summary>
public sealed record Member(
    NodeId Id,
    string Name,
    IPEndPoint Address,
    Incarnation Incarnation,
    ulong StartNonce,
    MemberStatus Status)
{
    /// <summary>No more than this of a later version's fields: a claim has to fit a datagram with others.</summary>
    public const int LaterBytesMax = 256;

    /// <summary>What a later version says of the member, which only the member itself writes.</summary>
    public LaterFields Later { get; init; }
}
