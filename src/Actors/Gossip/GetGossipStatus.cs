namespace MeshNet.Actors.Gossip;

/// <summary>Answer: <see cref="GossipStatus"/>.</summary>
public sealed record GetGossipStatus
{
    public static readonly GetGossipStatus Instance = new();
}
