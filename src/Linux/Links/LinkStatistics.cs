namespace MeshNet.Linux.Links;

/// <summary>Counters since the link was made: the front of struct rtnl_link_stats64.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct LinkStatistics
{
    public ulong ReceivedPackets { get; init; }

    public ulong SentPackets { get; init; }

    public ulong ReceivedBytes { get; init; }

    public ulong SentBytes { get; init; }

    public ulong ReceiveErrors { get; init; }

    public ulong SendErrors { get; init; }

    public ulong ReceiveDropped { get; init; }

    public ulong SendDropped { get; init; }
}
