namespace MeshNet.Messages;

/// <summary>To membership: answer with the <see cref="MembershipView"/>. Its changes are published on the event stream.</summary>
public sealed record GetMembershipView
{
    public static readonly GetMembershipView Instance = new();
}
