using System.Buffers.Binary;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// A 64-bit hash of a log's content, made of its entries by exclusive or, so that it is kept up to date entry by entry and
/// does not depend on their order. It guards against bugs and bit rot, not against members: those hold the cluster's key.
/// </summary>
public static class ContentHash
{
    public static ulong Of(LogEntry entry)
    {
        ulong hash = SplitMix64.Mix((ulong)entry.Key.Kind + 1);
        hash = Combine(hash, entry.Key.First);
        hash = Combine(hash, entry.Key.Second);
        hash = SplitMix64.Mix(hash ^ entry.Version.Value);
        return entry.Value is null ? SplitMix64.Mix(~hash) : Combine(hash, entry.Value);
    }

    /// <summary>The part of one log in the hash over all logs.</summary>
    public static ulong Of(NodeId owner, LogVersion watermark, ulong content) =>
        SplitMix64.Mix(Combine(SplitMix64.Mix(watermark.Value ^ content), owner.Value));

    private static ulong Combine(ulong hash, UInt128 value) =>
        SplitMix64.Mix(SplitMix64.Mix(hash ^ (ulong)(value >> 64)) ^ (ulong)value);

    private static ulong Combine(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = SplitMix64.Mix(hash ^ (ulong)bytes.Length);
        while (bytes.Length >= 8)
        {
            hash = SplitMix64.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        ulong tail = 0;
        foreach (byte part in bytes)
        {
            tail = (tail << 8) | part;
        }

        return SplitMix64.Mix(hash ^ tail);
    }
}
