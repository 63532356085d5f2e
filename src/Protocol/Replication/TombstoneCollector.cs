using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// Raises the floor of this node's own log once its oldest tombstones are past their age (R8). Who was away for longer takes a whole
/// snapshot of the log. Ages count from this start: a tombstone from before it is as young as the start.
/// A node that has left collects none: the tombstone of its node record is what says so, to itself as to all.
/// </summary>
public sealed class TombstoneCollector(MeshContext context)
{
    /// <summary>A floor is itself a record that goes to everyone, so it moves in steps.</summary>
    private const int StepsPerRetention = 8;

    private readonly Queue<(LogVersion Version, TimeSpan At)> _marks = [];
    private TimeSpan _next;

    public void Tick()
    {
        if (context.Now < _next || context.Replicas.HasLeft(context.Self))
        {
            return;
        }

        _next = context.Now + (context.Settings.TombstoneRetention / StepsPerRetention);
        NodeLog log = context.Journal.Log;
        LogVersion floor = log.Floor;
        while (_marks.TryPeek(out (LogVersion Version, TimeSpan At) mark) && context.Now - mark.At >= context.Settings.TombstoneRetention)
        {
            floor = _marks.Dequeue().Version;
        }

        _marks.Enqueue((log.Watermark, context.Now));
        if (log.HasTombstoneUpTo(floor))
        {
            context.Journal.Put(RecordKey.Head, new LogHead(floor).Encode());
        }
    }
}
