namespace MeshNet.Protocol.Membership;

/// <summary>
/// The constants of membership. The defaults are chosen together so that a dead host among 100 is known to all within 6 s:
/// first probe ≤ 2 s (ring) + probe 0.6 s + suspicion 3 s + push; see <see cref="SuspicionTimeout"/>.
/// </summary>
public sealed record SwimOptions
{
    public static readonly SwimOptions Default = new();

    /// <summary>Between two probes of a node. Shorter finds deaths sooner and costs traffic in proportion.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a direct answer may take, and then again how long an indirect one may. Above the 99th percentile of a round trip.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often the direct probe is repeated beside the indirect ones: a lost datagram must not become a suspicion that everybody hears of.</summary>
    public int DirectRepeats { get; init; } = 2;

    /// <summary>How many helpers are asked to probe a silent member.</summary>
    public int IndirectProbes { get; init; } = 3;

    /// <summary>
    /// Every other probe goes to one of this many members that follow this node in the order of ids; each member is therefore probed
    /// by as many known predecessors every 2 × RingSuccessors × ProbeInterval: a bound that random choice alone does not give.
    /// </summary>
    public int RingSuccessors { get; init; } = 2;

    /// <summary>Shortest suspicion = multiplier × max(1, log10(members) ÷ 2) × ProbeInterval: 3 s up to 100 members.</summary>
    public int SuspicionMultiplier { get; init; } = 6;

    /// <summary>
    /// Longest suspicion, with a single accuser and no confirmation = this many times the shortest. 1 switches the shortening off.
    /// </summary>
    public int SuspicionMaxMultiplier { get; init; } = 6;

    /// <summary>How many further accusers bring a suspicion down to the shortest.</summary>
    public int SuspicionConfirmations { get; init; } = 2;

    /// <summary>About how many members probe a new suspect at once, to confirm or to let it refute.</summary>
    public int ConfirmersExpected { get; init; } = 10;

    /// <summary>
    /// How often each node that holds a suspicion asks the suspect itself during the shortest suspicion, in case it was only the
    /// refutation that was lost on its way here.
    /// </summary>
    public int SuspicionInquiries { get; init; } = 4;

    /// <summary>Extends every suspicion by the time this node was stalled, instead of judging members by what it missed.</summary>
    public bool ForgivesOwnStalls { get; init; } = true;

    /// <summary>Upper bound of the local health score: timeouts and intervals stretch by 1 + score. 0 switches it off.</summary>
    public int LocalHealthMax { get; init; } = 8;

    /// <summary>Tells a suspect in the probe itself that it is suspected.</summary>
    public bool BuddyNotification { get; init; } = true;

    /// <summary>A piece of news is sent multiplier × ceil(log10(members + 1)) times by each node that hears it.</summary>
    public int RetransmitMultiplier { get; init; } = 4;

    /// <summary>Up to this many members, whoever has news sends it to all of them at once.</summary>
    public int PushToAllUpTo { get; init; } = 64;

    /// <summary>
    /// Above that, each node passes news on at once to this many random members, and again every GossipInterval until it is spent.
    /// </summary>
    public int PushFanOut { get; init; } = 4;

    public TimeSpan GossipInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Rounds that may follow fresh news at once before the interval applies again: a single piece travels at the speed of the links, a flood of it
    /// is collected.
    /// </summary>
    public int GossipBurst { get; init; } = 4;

    /// <summary>Claims in one datagram, in bytes; what is sealed around them must fit a 1,400 byte packet.</summary>
    public int NewsBytesMax { get; init; } = 1100;

    /// <summary>Pieces of news that wait to be passed on. Beyond it the one sent most often goes; comparing tables repairs it.</summary>
    public int NewsQueueMax { get; init; } = 2048;

    /// <summary>How often one random unreachable member is asked whether it is back, for ever.</summary>
    public TimeSpan RejoinInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After a start all remembered members are asked, this many every <see cref="ContactInterval"/>.</summary>
    public int ContactBatch { get; init; } = 64;

    public TimeSpan ContactInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan JoinRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A join without an answer is reported as failed after this.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a leaving node keeps telling.</summary>
    public TimeSpan LeaveTime { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>
    /// How often members compare tables that differ, at most; doubled while comparing does not help, up to <see cref="SyncIntervalMax"/>.
    /// </summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan SyncIntervalMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tables that are just changing differ because news is under way: they are compared only after this long without a change.</summary>
    public TimeSpan SyncQuiet { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the two addresses of one id have to answer before they are taken for one machine that moved.</summary>
    public TimeSpan ChallengeTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A member beyond this many is refused and reported.</summary>
    public int MembersMax { get; init; } = 10_000;
}
