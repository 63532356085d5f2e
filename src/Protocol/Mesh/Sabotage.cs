namespace MeshNet.Protocol.Mesh;

/// <summary>
/// A rule that a simulation breaks on purpose, to prove that its checkers would notice. No configuration key sets it: a node that serves
/// anyone has <see cref="None"/>.
/// </summary>
public enum Sabotage
{
    None = 0,

    /// <summary>R2: a grant that was taken before is taken again.</summary>
    AcceptOldGrants,

    /// <summary>R4: ReleaseAddress frees an address that an endpoint has.</summary>
    ReleaseBoundAddresses,

    /// <summary>R4: CreateEndpoint does not care whether its address is still reserved.</summary>
    CreateWithoutReservation,

    /// <summary>R8: a delta that begins above what a replica has moves its watermark all the same.</summary>
    WatermarkToMaximum,

    /// <summary>R8: who is below the floor gets a delta instead of a snapshot.</summary>
    DeltasBelowFloor,

    /// <summary>R8, R23: what a push did not bring is never asked for.</summary>
    NoAntiEntropy,

    /// <summary>R9: a node that hears of records of its own that it does not have goes on.</summary>
    IgnoreOwnEcho,

    /// <summary>R10: the end of an endpoint ends whatever has its address by then.</summary>
    DeletesInArrivalOrder,

    /// <summary>R13: VNI and subnet go back to their pools while other hosts still use them.</summary>
    FreeVniAtTombstone,

    /// <summary>R14: ReleasePool ends the pool of a network that exists.</summary>
    LateReleaseCounts,

    /// <summary>R15: pools that Docker forgot are kept for ever.</summary>
    LeakPools,

    /// <summary>R15: of two networks that an engine made of one of the mesh, both stay.</summary>
    MirrorTwice,

    /// <summary>R16: of two networks of one name the one stays that a host heard of first.</summary>
    FirstHeardWins,

    /// <summary>R12: what a removed node owned is forgotten with its log.</summary>
    DropRemovedLog,

    /// <summary>R19: the nodes that are to be removed are not counted among those who decide it.</summary>
    MajorityOfOthers,

    /// <summary>R19: a node votes before an epoch has admitted it.</summary>
    JoinersVote,

    /// <summary>R20: the heir uses a removed node's blocks as soon as the removal is decided.</summary>
    HeirUsesAtOnce,

    /// <summary>R20: the acknowledgement of members that cannot be reached is not waited for.</summary>
    SkipUnreachableGrantee,

    /// <summary>R21: a node that leaves does not wait until its heir has everything.</summary>
    LeaveWithoutAcknowledgement,

    /// <summary>R22: what points at an underlay address for its former holder stays when another has it.</summary>
    TwoNodesOneVtep,

    /// <summary>R23: every change goes down one tree, always the same.</summary>
    OnePushTree,
}
