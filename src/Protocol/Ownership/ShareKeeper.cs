using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Ownership;

/// <summary>
/// Asks for shares of the automatic pool and of the VNIs ahead of need, so that any host can create networks in any partition.
/// Nothing waits for it (R5).
/// </summary>
public sealed class ShareKeeper(MeshContext context)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private TimeSpan _next;

    public void Tick(bool synced)
    {
        if (!synced || context.Now < _next)
        {
            return;
        }

        _next = context.Now + RetryInterval;
        Keep(SpaceId.AutomaticPool, context.Settings.AutomaticPrefix);
        Keep(SpaceId.Vni, 32);
    }

    private void Keep(SpaceId space, byte prefixLength)
    {
        if (!context.Seeker.IsSeeking(space) && context.Ledger.Space(space).FindFree(prefixLength) is null)
        {
            context.Seeker.Acquire(space, null, prefixLength, context.Now, _ => { });
        }
    }
}
