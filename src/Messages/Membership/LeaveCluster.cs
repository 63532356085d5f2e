namespace MeshNet.Messages;

/// <summary>To membership: say goodbye to everybody. Answered by a <see cref="MembershipEvent.LeaveAnnounced"/> when it has been told and told again.</summary>
public sealed record LeaveCluster
{
    public static readonly LeaveCluster Instance = new();
}
