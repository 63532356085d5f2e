namespace MeshNet.Messages;

/// <summary>
/// To membership: ask the member at this address to be let in. Answered by a <see cref="MembershipEvent.JoinSucceeded"/> or a <see cref="MembershipEvent.JoinFailed"/>.
/// </summary>
public sealed record JoinCluster(IPEndPoint Contact);

/// <summary>To membership: say goodbye to everybody. Answered by a <see cref="MembershipEvent.LeaveAnnounced"/> when it has been told and told again.</summary>
public sealed record LeaveCluster
{
    public static readonly LeaveCluster Instance = new();
}

/// <summary>To membership: this node's own underlay address is another one now.</summary>
public sealed record ChangeAddress(IPEndPoint Address);

/// <summary>To membership: an epoch has removed this node; nothing under its id is accepted ever again (R12).</summary>
public sealed record ForgetMember(NodeId Id);

/// <summary>To membership: answer with the <see cref="MembershipView"/>. Its changes are published on the event stream.</summary>
public sealed record GetMembershipView
{
    public static readonly GetMembershipView Instance = new();
}

/// <summary>To membership: answer with its figures.</summary>
public sealed record GetMembershipStatus
{
    public static readonly GetMembershipStatus Instance = new();
}
