using System.Buffers.Binary;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// Carries a change to everyone at once. A small cluster is written to directly. In a large one each message has a random seed that
/// gives every member a key; a sender cuts its range of keys into as many parts as the fan-out and hands each to one
/// member of it. Views that differ a little cost a few members, which the second tree and anti-entropy bring in (R23).
/// </summary>
public sealed class PushTree(MeshSettings settings, IRandomSource random, Outbox outbox)
{
    private const ulong EmptyFrom = 1;
    private const ulong EmptyTo = 0;

    /// <summary>A change is repeated beside the next one if it has so few entries.</summary>
    private const int RepeatedEntriesMax = 16;

    private readonly bool _isOneTree = settings.Sabotage == Sabotage.OnePushTree;
    private LogDelta? _last;

    /// <summary>Sends this node's own change to <paramref name="members"/>, all reachable members but itself.</summary>
    /// <param name="delta">The change.</param>
    /// <param name="own">The log that it is of.</param>
    public void Start(LogDelta delta, NodeLog own, IReadOnlyList<NodeId> members)
    {
        LogDelta repeating = WithLast(delta, own);
        _last = delta;
        if (members.Count <= settings.PushDirectLimit)
        {
            foreach (NodeId member in members)
            {
                outbox.Send(member, new Push(delta, 0, EmptyFrom, EmptyTo));
            }

            return;
        }

        for (int tree = 0; tree < (_isOneTree ? 1 : settings.PushRedundancy); tree++)
        {
            Spread(new Push(repeating, _isOneTree ? 0 : random.NextUInt64(), 0, ulong.MaxValue), members);
        }
    }

    /// <summary>
    /// The change with the one before it. They go down different trees, and who gets the later one first could pull only from hosts that
    /// lack the earlier one as well. A tombstone that has been collected cannot be repeated: who lacks it needs a snapshot (R8).
    /// </summary>
    private LogDelta WithLast(LogDelta delta, NodeLog own)
    {
        if (_last is not { } last || last.To != delta.Base || last.Entries.Length > RepeatedEntriesMax
            || last.Entries.Any(entry => own.Entry(entry.Key) is null))
        {
            return delta;
        }

        return delta with { Base = last.Base, Entries = [.. last.Entries.Where(entry => own.Entry(entry.Key)!.Version == entry.Version), .. delta.Entries] };
    }

    /// <summary>Passes another's change on to the part of the members that it was given with.</summary>
    public void Relay(Push push, IReadOnlyList<NodeId> members)
    {
        if (push.From <= push.To)
        {
            Spread(push, members);
        }
    }

    private void Spread(Push push, IReadOnlyList<NodeId> members)
    {
        List<(ulong Key, NodeId Member)> targets = [];
        foreach (NodeId member in members)
        {
            ulong key = Key(push.Seed, member);
            if (key >= push.From && key <= push.To && member != push.Delta.Owner)
            {
                targets.Add((key, member));
            }
        }

        targets.Sort();
        int parts = Math.Min(settings.PushFanOut, targets.Count);
        for (int part = 0; part < parts; part++)
        {
            int first = (int)((long)targets.Count * part / parts);
            int end = (int)((long)targets.Count * (part + 1) / parts);
            ulong from = part == 0 ? push.From : targets[first].Key;
            ulong to = part == parts - 1 ? push.To : targets[end].Key - 1;
            NodeId head = targets[_isOneTree ? first : first + random.Next(end - first)].Member;
            outbox.Send(head, end - first == 1 ? push with { From = EmptyFrom, To = EmptyTo } : push with { From = from, To = to });
        }
    }

    private static ulong Key(ulong seed, NodeId member)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, member.Value);
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        return SplitMix64.Mix(SplitMix64.Mix(seed ^ high) ^ low);
    }
}
