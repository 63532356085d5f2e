using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Networks;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// What a node does that finds itself removed (R20): it ends its endpoints, refuses everything, and says in its log that it has
/// withdrawn, once its kernel has had the time to follow. Its blocks it leaves as they are, for the heir to see.
/// </summary>
public sealed class WithdrawalService(MeshContext context, EndpointService endpoints)
{
    private TimeSpan _endedAt;

    /// <summary>Why this node refuses everything, as a sentence; null while it is a member.</summary>
    public string? Reason { get; private set; }

    /// <summary>Another member's membership knows of a removal that we have not heard of by any epoch.</summary>
    public void Told(NodeId by)
    {
        if (Reason is null)
        {
            Withdraw($"as {context.Table.NameOf(by)} says");
        }
    }

    public void Advance()
    {
        if (Reason is null && context.Epochs.Removals.TryGetValue(context.Self, out Removal? removal))
        {
            Withdraw($"by {removal.By}, in epoch {removal.Epoch}");
        }
    }

    public void Tick()
    {
        if (Reason is not null && context.Now - _endedAt >= context.Settings.WithdrawalTime)
        {
            context.Journal.Put(RecordKey.Withdrawn, []);
        }
    }

    private void Withdraw(string how)
    {
        Reason =
            $"this host was removed from the mesh ({how}): its containers are cut off from the mesh's networks, and other hosts take "
            + "over its addresses. To use it again, join it as a new host with 'meshnet join', then restart its containers";
        context.Outbox.Warn(Reason);
        endpoints.EndAll();
        _endedAt = context.Now;
    }
}
