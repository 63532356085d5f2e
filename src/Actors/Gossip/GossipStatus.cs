namespace MeshNet.Actors.Gossip;

/// <summary>Answer: <see cref="GossipStatus"/>.</summary>
public sealed record GetGossipStatus
{
    public static readonly GetGossipStatus Instance = new();
}

/// <param name="Synced">This node has once had all that a peer had; a join is complete.</param>
/// <param name="Quarantine">Why this node neither allocates nor donates, or null.</param>
/// <param name="Removed">An epoch has removed this node; <paramref name="Quarantine"/> says so as a sentence.</param>
/// <param name="RootHash">Equal on two nodes exactly when their replicas are.</param>
/// <param name="Notices">What the brain warned of lately, oldest first.</param>
/// <param name="StoreTrouble">What keeps the store from taking rows, or null.</param>
public sealed record GossipStatus(
    bool Synced,
    string? Quarantine,
    bool Removed,
    ulong RootHash,
    int Logs,
    int Records,
    string? StoreTrouble,
    ImmutableArray<string> Notices);
