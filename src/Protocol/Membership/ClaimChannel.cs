namespace MeshNet.Protocol.Membership;

/// <summary>How a claim came to this node.</summary>
internal enum ClaimChannel
{
    /// <summary>This node makes it, from what it has seen itself: others must hear it from here.</summary>
    Made,

    /// <summary>Told as it happened.</summary>
    News,

    /// <summary>From another's whole table: may be old, so a death in it is only a suspicion.</summary>
    Table,

    /// <summary>From the table that greets this node when it joins: everybody but this node knows it.</summary>
    Welcome,
}
