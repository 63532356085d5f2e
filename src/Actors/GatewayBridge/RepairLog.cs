namespace MeshNet.Actors.GatewayBridge;

/// <summary>Counts and tells what somebody else had changed and was put right.</summary>
internal sealed class RepairLog(string bridge, ILoggingAdapter log)
{
    public long Count { get; private set; }

    /// <summary>In words; empty when there was none.</summary>
    public string Last { get; private set; } = "";

    public void Add(ImmutableArray<string> edits)
    {
        if (edits.IsEmpty)
        {
            return;
        }

        Count += edits.Length;
        Last = string.Join(", ", edits);
        log.Warning("something changed {0}; repaired: {1}", bridge, Last);
    }
}
