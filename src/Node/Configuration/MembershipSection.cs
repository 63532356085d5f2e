using MeshNet.Node.Daemon;
using MeshNet.Protocol.Membership;

namespace MeshNet.Node.Configuration;

/// <summary>Reads <c>meshnet.membership</c>.</summary>
internal static class MembershipSection
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static SwimOptions Read(SettingsReader section)
    {
        SwimOptions options = new()
        {
            ProbeInterval = section.Duration("probe-interval", TimeSpan.FromMilliseconds(50), Minute),
            ProbeTimeout = section.Duration("probe-timeout", ActorSystems.TimerTick * 2, Minute),
            IndirectProbes = section.Number("indirect-probes", 0, 16),
            RingSuccessors = section.Number("ring-successors", 1, 16),
            SuspicionMultiplier = section.Number("suspicion-multiplier", 1, 100),
            SuspicionMaxMultiplier = section.Number("suspicion-max-multiplier", 1, 100),
            SuspicionConfirmations = section.Number("suspicion-confirmations", 0, 16),
            ConfirmersExpected = section.Number("confirmers-expected", 1, 100),
            LocalHealthMax = section.Number("awareness-max", 0, 64),
            BuddyNotification = section.Flag("buddy-notification"),
            RetransmitMultiplier = section.Number("retransmit-multiplier", 1, 32),
            PushToAllUpTo = section.Number("push-direct-limit", 1, 1000),
            PushFanOut = section.Number("push-fan-out", 1, 64),
            GossipInterval = section.Duration("gossip-interval", Shortest, Minute),
            GossipBurst = section.Number("gossip-burst", 1, 64),
            DirectRepeats = section.Number("direct-repeats", 0, 8),
            SuspicionInquiries = section.Number("suspicion-inquiries", 0, 64),
            NewsBytesMax = section.Number("news-bytes", 256, 60_000),
            NewsQueueMax = section.Number("news-queue", 64, 1_000_000),
            RejoinInterval = section.Duration("rejoin-interval", Shortest, Hour),
            ContactBatch = section.Number("contact-batch", 1, 10_000),
            ContactInterval = section.Duration("contact-interval", Shortest, Minute),
            JoinRetry = section.Duration("join-retry", Shortest, Minute),
            JoinTimeout = section.Duration("join-timeout", TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(10)),
            LeaveTime = section.Duration("leave-time", TimeSpan.Zero, Minute),
            SyncInterval = section.Duration("sync-interval", Shortest, Hour),
            SyncIntervalMax = section.Duration("sync-interval-max", Shortest, Hour),
            SyncQuiet = section.Duration("sync-quiet", TimeSpan.Zero, Minute),
            ChallengeTimeout = section.Duration("challenge-timeout", TimeSpan.FromMilliseconds(100), Minute),
            MembersMax = section.Number("members-max", 2, 1_000_000),
        };
        if (options.ProbeTimeout >= options.ProbeInterval)
        {
            throw section.Refuse("probe-timeout", $"less than probe-interval, which is {DurationText.Of(options.ProbeInterval)}");
        }

        if (options.JoinRetry >= options.JoinTimeout)
        {
            throw section.Refuse("join-retry", $"less than join-timeout, which is {DurationText.Of(options.JoinTimeout)}");
        }

        if (options.SyncIntervalMax < options.SyncInterval)
        {
            throw section.Refuse("sync-interval-max", $"at least sync-interval, which is {DurationText.Of(options.SyncInterval)}");
        }

        return options;
    }
}
