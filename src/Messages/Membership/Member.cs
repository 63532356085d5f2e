using System.Net;

namespace MeshNet.Messages;

/// <summary>What membership knows of one node. <paramref name="StartNonce"/> is random per start: two live nonces under one id are two machines (R9).</summary>
public sealed record Member(
    NodeId Id,
    string Name,
    IPEndPoint Address,
    Incarnation Incarnation,
    ulong StartNonce,
    MemberStatus Status);
