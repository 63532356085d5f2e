using MeshNet.Protocol.Epochs;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Networks;

/// <summary>
/// The end of a network (R13): closed by anyone, drained by everyone, and only then does its creator end the specification and
/// take VNI and subnet back. A node that has said "closing" keeps saying so until the specification is gone, so that no
/// stale replica opens the network again.
/// </summary>
public sealed class ClosingService(MeshContext context, NetworkService networks, EndpointService endpoints, EpochService epochs)
{
    /// <summary>Takes the next steps of every closing network.</summary>
    public void Advance()
    {
        foreach (NetworkView network in context.Table.Closing)
        {
            SayClosing(network);
            if (context.Journal.Value(RecordKey.Network(network.Id)) is not null
                && (IsDrainedEverywhere(network) || context.Settings.Sabotage == Sabotage.FreeVniAtTombstone))
            {
                networks.Vacate(network.Record);
                context.Journal.Delete(RecordKey.Network(network.Id));
            }
        }

        foreach (RecordKey gone in context.Journal.Log.Keys(RecordKind.NetworkClosing, key => context.Table.Network(key.NetworkId) is null))
        {
            context.Journal.Delete(gone);
            context.Books.Close(gone.NetworkId);
        }
    }

    private void SayClosing(NetworkView network)
    {
        if (!context.Table.DrainedAt(network.Id).Contains(context.Self))
        {
            bool drained = !endpoints.HasAny(network.Id) && !networks.IsBound(network.Id);
            context.Journal.Put(RecordKey.NetworkClosing(network.Id), new NetworkClosing(drained).Encode());
        }
    }

    private bool IsDrainedEverywhere(NetworkView network)
    {
        if (epochs.HasUnsettled)
        {
            // A host that was removed and has not withdrawn yet may still have containers on it.
            return false;
        }

        HashSet<NodeId> drainedAt = [.. context.Table.DrainedAt(network.Id)];
        return context.Table.Nodes.Keys.All(drainedAt.Contains);
    }
}
