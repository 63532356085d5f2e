using MeshNet.Node.Transport;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Node.Configuration;

/// <summary>Reads <c>meshnet.gossip</c> and <c>meshnet.address-space</c>, which together are the brain's constants, and the sockets' bounds.</summary>
internal static class GossipSection
{
    private const int SmallestSubnetPrefix = 29;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static MeshSettings ReadMesh(SettingsReader gossip, SettingsReader space)
    {
        // A pool of fewer than 16 subnets could not be shared out among hosts.
        const int SubnetBits = 4;
        Block pool = space.Subnet("automatic-pool", 8, SmallestSubnetPrefix - SubnetBits)
            ?? throw space.Refuse("automatic-pool", "an IPv4 subnet");
        return new()
        {
            AntiEntropyInterval = gossip.Duration("anti-entropy-interval", TimeSpan.FromMilliseconds(50), Hour),
            PushDirectLimit = gossip.Number("push-direct-limit", 1, 1000),
            PushFanOut = gossip.Number("push-fan-out", 2, 64),
            PushRedundancy = gossip.Number("push-redundancy", 1, 8),
            TombstoneRetention = gossip.Duration("tombstone-retention", TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)),
            AutomaticPool = pool,
            AutomaticPrefix = (byte)space.Number("automatic-prefix", pool.PrefixLength + SubnetBits, SmallestSubnetPrefix),
            HoldTime = space.Duration("hold-time", TimeSpan.Zero, TimeSpan.FromDays(1)),
            ReservationTimeout = space.Duration("reservation-timeout", TimeSpan.FromSeconds(1), Hour),
            AskTimeout = space.Duration("ask-timeout", Shortest, TimeSpan.FromMinutes(1)),
            AcknowledgeTimeout = space.Duration("acknowledge-timeout", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            EpochInterval = gossip.Duration("epoch-interval", TimeSpan.FromMilliseconds(100), Hour),
            WithdrawalTime = gossip.Duration("withdrawal-time", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            RequestTimeout = space.Duration("request-timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
        };
    }

    public static PacketNetworkOptions ReadPackets(SettingsReader gossip, IPEndPoint listen) => new()
    {
        Listen = listen,
        IdleTimeout = gossip.Duration("stream-idle", TimeSpan.FromSeconds(1), Hour),
        ConnectTimeout = gossip.Duration("stream-connect-timeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        MessageTimeout = gossip.Duration("stream-message-timeout", TimeSpan.FromSeconds(1), Hour),
    };

    /// <summary>The IPv6 minimum MTU less its headers at least, so that a datagram of half the size never needs a stream.</summary>
    public static int ReadDatagramBytes(SettingsReader gossip, int newsBytes)
    {
        // A datagram's header, its seal and the other parts of a membership message around the news.
        const int AroundNews = 200;
        const int LargestDatagram = 65_000;
        int bytes = gossip.Number("datagram-bytes", 512, LargestDatagram);
        return bytes >= newsBytes + AroundNews
            ? bytes
            : throw gossip.Refuse("datagram-bytes", $"at least {AroundNews} more than membership.news-bytes, which is {newsBytes}");
    }
}
