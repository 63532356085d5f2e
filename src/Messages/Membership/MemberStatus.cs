namespace MeshNet.Messages;

/// <summary>What gossip holds of a member. None of these touches the data path (I2).</summary>
public enum MemberStatus : byte
{
    Alive = 0,
    Suspect = 1,
    Dead = 2,

    /// <summary>It said goodbye; it is not probed and not waited for.</summary>
    Left = 3,
}
