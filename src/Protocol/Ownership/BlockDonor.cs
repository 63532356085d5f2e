using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Ownership;

/// <summary>Answers requests from this node's own blocks (R2, R5).</summary>
public sealed class BlockDonor(BlockLedger ledger, Journal journal, Outbox outbox)
{
    /// <summary>How many nodes share the spaces: nobody is given more than half of an even share at once.</summary>
    public int Nodes { get; set; } = 1;

    /// <param name="rootSize">The size of the whole space.</param>
    /// <param name="describeUse">Says, as a sentence, why a block of ours is not free.</param>
    public void Receive(NodeId from, BlockAsk ask, ulong rootSize, Func<Block, string> describeUse)
    {
        string refusal = "";
        if (!ledger.HasGranted(from, ask.Space, ask.AskId))
        {
            refusal = ask.Wanted is { } wanted
                ? GiveWanted(from, ask, wanted, describeUse)
                : GiveShare(from, ask, rootSize);
        }

        LogDelta delta = journal.Log.DeltasAbove(ask.Known, whole: false, int.MaxValue).FirstOrDefault()
            ?? new LogDelta(journal.Log.Owner, ask.Known, ask.Known, Reset: false, []);
        outbox.Send(from, new BlockAnswer(ask.Space, ask.AskId, refusal, delta));
    }

    private string GiveWanted(NodeId from, BlockAsk ask, Block wanted, Func<Block, string> describeUse)
    {
        FreeSpace free = ledger.Space(ask.Space);
        if (free.Covering(wanted) is null || !free.IsUnused(wanted))
        {
            return describeUse(wanted);
        }

        ledger.Grant(ask.Space, wanted, from, ask.AskId);
        return "";
    }

    private string GiveShare(NodeId from, BlockAsk ask, ulong rootSize)
    {
        if (ledger.Space(ask.Space).LargestFree() is not { } largest || largest.PrefixLength > ask.PrefixLength)
        {
            return "nothing is free here";
        }

        ulong size = Math.Min(largest.Size / 2, rootSize / (2 * (ulong)Nodes));
        Block share = largest;
        while (share.PrefixLength < ask.PrefixLength && share.Size > size)
        {
            share = share.Upper;
        }

        ledger.Grant(ask.Space, share, from, ask.AskId);
        return "";
    }
}
