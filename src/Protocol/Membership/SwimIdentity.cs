using System.Net;
using MeshNet.Messages;

namespace MeshNet.Protocol.Membership;

/// <summary>Who this node is in this start.</summary>
/// <param name="StartEpoch">Raised and synced before the first datagram of each start (R7).</param>
/// <param name="StartNonce">Random for each start (R9).</param>
public sealed record SwimIdentity(NodeId Id, string Name, IPEndPoint Address, uint StartEpoch, ulong StartNonce);
