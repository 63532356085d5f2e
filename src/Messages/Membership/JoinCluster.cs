using System.Net;

namespace MeshNet.Messages;

/// <summary>
/// To membership: ask the member at this address to be let in. Answered by a <see cref="MembershipEvent.JoinSucceeded"/> or a <see cref="MembershipEvent.JoinFailed"/>.
/// </summary>
public sealed record JoinCluster(IPEndPoint Contact);
