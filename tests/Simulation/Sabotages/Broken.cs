using MeshNet.Protocol.Mesh;
using MeshNet.Simulation.Faults;
using MeshNet.Simulation.Scenarios;

namespace MeshNet.Simulation.Sabotages;

/// <summary>One rule broken on purpose, and the faults that lead to where it shows.</summary>
/// <param name="Rule">Of design rules R1–R24.</param>
/// <param name="Text">What is done wrong.</param>
/// <param name="Brain">What is broken in the protocol; the rest is broken in the world around it.</param>
/// <param name="LyingDisks">Disks say "synced" before they are.</param>
/// <param name="ForgottenEpochs">The number of the last start is not kept.</param>
/// <param name="ForgottenBucket">Rows of this bucket are not kept on disks.</param>
/// <param name="Faults">Turns on what it takes.</param>
/// <param name="Nodes">How many nodes it shows with, where not any number will do.</param>
/// <param name="Plot">What happens, where it takes more than the luck of random histories.</param>
internal sealed record Broken(
    string Name,
    string Rule,
    string Text,
    Sabotage Brain = Sabotage.None,
    bool LyingDisks = false,
    bool ForgottenEpochs = false,
    string? ForgottenBucket = null,
    Func<Menu, Menu>? Faults = null,
    int? Nodes = null,
    Action<Stage, TextWriter>? Plot = null)
{
    public static readonly Broken None = new("none", "", "nothing is broken");

    public static readonly Broken[] All =
    [
        new("accept-old-grants", "R2", "a grant that was taken before is taken again", Sabotage.AcceptOldGrants),
        new("release-bound-addresses", "R4", "ReleaseAddress frees an address that an endpoint has", Sabotage.ReleaseBoundAddresses,
            Faults: menu => menu.With(Fault.LateCalls)),
        new("create-without-reservation", "R4", "CreateEndpoint does not care whether its address is still reserved",
            Sabotage.CreateWithoutReservation, Faults: menu => menu.With(Fault.SlowEngines)),
        new("send-before-sync", "R6", "promises are sent before they are on disk", LyingDisks: true,
            Faults: menu => menu.With(Fault.PowerCuts, Fault.DaemonCrashes)),
        new("reuse-epoch", "R7", "the epoch is not raised at a start", ForgottenEpochs: true,
            Faults: menu => menu.With(Fault.DaemonCrashes)),
        new("watermark-to-maximum", "R8", "a delta that begins above what a replica has moves its watermark all the same",
            Sabotage.WatermarkToMaximum, Faults: menu => menu.With(Fault.Loss)),
        new("deltas-below-floor", "R8", "who is below the floor gets a delta instead of a snapshot", Sabotage.DeltasBelowFloor,
            Faults: menu => menu.With(Fault.DaemonCrashes, Fault.Partitions)),
        new("no-anti-entropy", "R8", "what a push did not bring is never asked for", Sabotage.NoAntiEntropy,
            Faults: menu => menu.With(Fault.Loss, Fault.Partitions)),
        new("ignore-own-echo", "R9", "a node that hears of records of its own that it does not have goes on", Sabotage.IgnoreOwnEcho,
            Faults: menu => menu.WithRollbacks()),
        new("deletes-in-arrival-order", "R10", "the end of an endpoint ends whatever has its address by then", Sabotage.DeletesInArrivalOrder,
            Faults: menu => menu.With(Fault.Partitions, Fault.Loss)),
        new("free-vni-at-tombstone", "R13", "VNI and subnet go back to their pools while other hosts still use them",
            Sabotage.FreeVniAtTombstone, Faults: menu => menu.With(Fault.Partitions)),
        new("late-release-counts", "R14", "ReleasePool ends the pool of a network that exists", Sabotage.LateReleaseCounts,
            Faults: menu => menu.With(Fault.LateCalls, Fault.LostReplies)),
        new("leak-pools", "R15", "pools that Docker forgot are kept for ever", Sabotage.LeakPools,
            Faults: menu => menu.With(Fault.EngineCrashes, Fault.SlowEngines)),
        new("mirror-twice", "R15", "of two networks that an engine made of one of the mesh, both stay", Sabotage.MirrorTwice,
            Faults: menu => menu.With(Fault.DaemonCrashes, Fault.EngineCrashes)),
        new("first-heard-wins", "R16", "of two networks of one name the one stays that a host heard of first", Sabotage.FirstHeardWins,
            Faults: menu => menu.With(Fault.Partitions)),
        new("drop-removed-log", "R12", "what a removed node owned is forgotten with its log", Sabotage.DropRemovedLog,
            Faults: menu => menu.With(Fault.Removals)),
        new("majority-of-others", "R19", "the nodes that are to be removed are not counted among those who decide it",
            Sabotage.MajorityOfOthers, Faults: Votes, Nodes: 4),
        new("joiners-vote", "R19", "a node votes before an epoch has admitted it", Sabotage.JoinersVote,
            Faults: menu => Voting(menu).With(Fault.LateJoins)),
        new("forget-ballot", "R19", "a voter does not keep what it promised and accepted", ForgottenBucket: Buckets.Ballot,
            Faults: Votes, Nodes: 3),
        new("heir-uses-at-once", "R20", "the heir uses a removed node's blocks as soon as the removal is decided", Sabotage.HeirUsesAtOnce,
            Faults: Voting),
        new("skip-unreachable-grantee", "R20", "the acknowledgement of members that cannot be reached is not waited for",
            Sabotage.SkipUnreachableGrantee, Faults: Voting),
        new("leave-without-acknowledgement", "R21", "a node that leaves does not wait until its heir has everything",
            Sabotage.LeaveWithoutAcknowledgement, Faults: menu => menu.With(Fault.Leaving, Fault.Loss)),
        new("two-nodes-one-vtep", "R22", "what points at an underlay address for its former holder stays when another has it",
            Sabotage.TwoNodesOneVtep, Plot: AddressHandedOn.Play),
        new("one-push-tree", "R23", "every change goes down one tree, always the same, whose interior nodes die",
            Sabotage.OnePushTree, Faults: _ => Menu.Nothing.With(Fault.PushTrees), Nodes: 9, Plot: InteriorDeath.Play),
    ];

    /// <summary>The same faults with nothing broken.</summary>
    public Broken Mended => this with { Brain = Sabotage.None, LyingDisks = false, ForgottenEpochs = false, ForgottenBucket = null };

    /// <summary>Nothing but a vote on two sides.</summary>
    private static Menu Votes(Menu menu) => Menu.Nothing.With(Fault.SplitVotes);

    private static Menu Voting(Menu menu) =>
        menu.Without(Fault.Rollbacks).With(Fault.Removals, Fault.Partitions);

    public WorldOptions Apply(WorldOptions options) => options with
    {
        Mesh = options.Mesh with { Sabotage = Brain },
        DockerEvents = options.DockerEvents with { Sabotage = Brain },
    };

    public Menu Apply(Menu menu) => Faults is null ? menu : Faults(menu);
}
