namespace MeshNet.Messages;

/// <summary>To membership: answer with its figures.</summary>
public sealed record GetMembershipStatus
{
    public static readonly GetMembershipStatus Instance = new();
}
