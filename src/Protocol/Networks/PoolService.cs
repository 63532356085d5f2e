using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Networks;

/// <summary>Docker's pools: provisional until a network binds them, and harmless to release (R14, R15).</summary>
public sealed class PoolService(MeshContext context, Subnets subnets)
{
    private readonly SortedDictionary<NetworkId, (ProvisionalPool Pool, TimeSpan MadeAt)> _pools = [];

    public void Load(ProvisionalPool pool)
    {
        _pools[pool.Id] = (pool, context.Now);
        subnets.Load(pool.Subnet);
        context.Books.Open(pool.Id, pool.Subnet, pool.Gateway, context.Now);
    }

    public void Request(long request, RequestPool asked)
    {
        if (asked.V6)
        {
            context.Outbox.Refuse(request, "meshnet gives out IPv4 addresses only: create the network without --ipv6 and without an IPv6 --subnet");
            return;
        }

        if (asked.SubPool.Length > 0)
        {
            context.Outbox.Refuse(request, "meshnet divides the whole subnet among the hosts: leave out --ip-range");
            return;
        }

        if (asked.Options.TryGetValue(RequestPool.NetworkOption, out string? mirrored))
        {
            GrantMirror(request, mirrored);
            return;
        }

        Make(asked.Pool, (pool, reason) =>
        {
            if (pool is null)
            {
                context.Outbox.Refuse(request, reason);
            }
            else
            {
                context.Outbox.Reply(request, new PoolGranted(pool.Id.ToString(), pool.Subnet, pool.Gateway));
            }
        });
    }

    /// <summary>Makes a pool with a random id, which becomes its network's, and owns all of its addresses at birth.</summary>
    public void Make(string subnetText, Action<ProvisionalPool?, string> done)
    {
        if (Block.TryParse(subnetText, out Block wanted) && _pools.Values.FirstOrDefault(made => made.Pool.Subnet.Overlaps(wanted)) is { Pool: { } other })
        {
            done(null, $"subnet {wanted} overlaps {other.Subnet}, for which this host is creating a network right now");
            return;
        }

        subnets.Obtain(subnetText, (subnet, reason) =>
        {
            if (subnet is not { } block)
            {
                done(null, reason);
                return;
            }

            bool fromPool = context.Settings.AutomaticPool.Contains(block);
            ProvisionalPool pool = new(new NetworkId(context.Random.NextUInt128()), block, block.Start + 1, fromPool);
            context.Ledger.Found(SpaceId.Of(pool.Id), block);
            context.Books.Open(pool.Id, block, pool.Gateway, context.Now);
            Keep(pool);
            done(pool, "");
        });
    }

    public void Release(long request, ReleasePool asked)
    {
        if (TryParse(asked.PoolId, out NetworkId id) && _pools.TryGetValue(id, out (ProvisionalPool Pool, TimeSpan MadeAt) made))
        {
            Drop(made.Pool);
        }
        else if (context.Settings.Sabotage == Sabotage.LateReleaseCounts)
        {
            context.Books.Close(id);
        }

        context.Outbox.Reply(request, Acknowledged.Instance);
    }

    public ProvisionalPool? Find(NetworkId id) =>
        _pools.TryGetValue(id, out (ProvisionalPool Pool, TimeSpan MadeAt) made) ? made.Pool : null;

    public ProvisionalPool? FindBySubnet(Block subnet) => _pools.Values.FirstOrDefault(made => made.Pool.Subnet == subnet).Pool;

    public void MoveGateway(ProvisionalPool pool, uint gateway)
    {
        context.Books.Find(pool.Id)!.MoveGateway(gateway);
        Keep(pool with { Gateway = gateway });
    }

    /// <summary>A network takes the pool over.</summary>
    public void Bind(ProvisionalPool pool)
    {
        _pools.Remove(pool.Id);
        context.Outbox.Write(Buckets.Pool, Key(pool.Id), null);
    }

    public void Drop(ProvisionalPool pool)
    {
        Bind(pool);
        context.Books.Close(pool.Id);
        subnets.GiveBack(pool.Subnet);
    }

    /// <summary>Docker forgets pools it was granted; those that nothing has bound in time go back (R15).</summary>
    public void DropStale()
    {
        foreach ((ProvisionalPool pool, TimeSpan madeAt) in _pools.Values.ToArray())
        {
            if (context.Now - madeAt >= context.Settings.ReservationTimeout && context.Settings.Sabotage != Sabotage.LeakPools)
            {
                Drop(pool);
            }
        }
    }

    public static bool TryParse(string poolId, out NetworkId id)
    {
        bool valid = UInt128.TryParse(poolId, System.Globalization.NumberStyles.AllowHexSpecifier, null, out UInt128 value);
        id = new(value);
        return valid;
    }

    public static byte[] Key(NetworkId id)
    {
        WireWriter writer = new(16);
        writer.Network(id);
        return writer.ToArray();
    }

    private void Keep(ProvisionalPool pool)
    {
        TimeSpan madeAt = _pools.TryGetValue(pool.Id, out (ProvisionalPool Pool, TimeSpan MadeAt) made) ? made.MadeAt : context.Now;
        _pools[pool.Id] = (pool, madeAt);
        context.Outbox.Write(Buckets.Pool, Key(pool.Id), pool.Encode());
    }

    private void GrantMirror(long request, string mirrored)
    {
        if (TryParse(mirrored, out NetworkId id) && context.Table.Network(id) is { Closing: false } network)
        {
            context.Outbox.Reply(request, new PoolGranted(id.ToString(), network.Record.Subnet, network.Record.Gateway));
        }
        else
        {
            context.Outbox.Refuse(request, $"the mesh has no network {mirrored}: leave out the option {RequestPool.NetworkOption}, which only meshnet itself may use");
        }
    }
}
