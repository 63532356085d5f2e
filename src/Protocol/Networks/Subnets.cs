using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Protocol.Networks;

/// <summary>Subnets for networks: out of the automatic pool, or the one that the user names, and why one cannot be had.</summary>
public sealed class Subnets(MeshContext context)
{
    /// <summary>The smallest subnet that holds a network, a broadcast, a gateway address and one container.</summary>
    private const int PrefixMax = 30;

    private const int PrefixMin = 8;

    private uint _cursor;

    /// <summary>Subnets that this host itself has routes to; none of them can be an overlay's here.</summary>
    public IReadOnlyList<Block> HostSubnets { get; set; } = [];

    /// <summary>Finds a subnet, owned where it must be (R17), and calls <paramref name="done"/> with it or with a reason.</summary>
    public void Obtain(string wanted, Action<Block?, string> done)
    {
        if (wanted.Length == 0)
        {
            ObtainAutomatic(done);
            return;
        }

        if (Check(wanted, out Block subnet) is { } reason)
        {
            done(null, reason);
            return;
        }

        if (!context.Settings.AutomaticPool.Contains(subnet))
        {
            done(subnet, "");
            return;
        }

        context.Seeker.Acquire(SpaceId.AutomaticPool, subnet, subnet.PrefixLength, context.Now, refusal =>
        {
            if (refusal is null)
            {
                Pool.Use(subnet);
                done(subnet, "");
            }
            else
            {
                done(null, $"subnet {subnet} is in the automatic pool {context.Settings.AutomaticPool} and not available: {refusal}");
            }
        });
    }

    public void GiveBack(Block subnet) => Pool.Unuse(subnet);

    /// <summary>Marks a subnet of the pool that the disk says we use.</summary>
    public void Load(Block subnet)
    {
        if (context.Settings.AutomaticPool.Contains(subnet))
        {
            Pool.Use(subnet);
        }
    }

    /// <summary>The search for the next automatic subnet continues after this one, unless it is already further on.</summary>
    public void GoOnBehind(Block subnet) => _cursor = Math.Max(_cursor, subnet.Last + 1);

    private FreeSpace Pool => context.Ledger.Space(SpaceId.AutomaticPool);

    private void ObtainAutomatic(Action<Block?, string> done)
    {
        byte prefix = context.Settings.AutomaticPrefix;
        context.Seeker.Acquire(SpaceId.AutomaticPool, null, prefix, context.Now, refusal =>
        {
            if (refusal is not null)
            {
                done(null, $"no /{prefix} is free in the automatic pool {context.Settings.AutomaticPool} ({refusal}): choose a subnet with --subnet");
                return;
            }

            if (NextAutomatic(prefix) is not { } subnet)
            {
                done(null, $"every free /{prefix} in this host's share of {context.Settings.AutomaticPool} overlaps a route of this host: choose a subnet with --subnet");
                return;
            }

            _cursor = subnet.Last + 1;
            Pool.Use(subnet);
            done(subnet, "");
        });
    }

    /// <summary>The next free subnet that overlaps nothing. Each attempt continues after the last, and their number is bounded.</summary>
    private Block? NextAutomatic(byte prefix)
    {
        const int LooksMax = 4096;
        uint from = _cursor;
        for (int look = 0; look < LooksMax; look++)
        {
            if (Pool.FindFree(prefix, from) is not { } subnet)
            {
                return null;
            }

            if (Overlap(subnet) is null)
            {
                return subnet;
            }

            from = subnet.Last + 1;
        }

        return null;
    }

    private string? Check(string text, out Block subnet)
    {
        if (!Block.TryParse(text, out subnet))
        {
            return $"'{text}' is not an IPv4 subnet in CIDR notation with zero host bits: write it like 10.50.0.0/24";
        }

        if (subnet.PrefixLength is < PrefixMin or > PrefixMax)
        {
            return $"subnet {subnet} has an unusable size: choose /{PrefixMin} to /{PrefixMax}";
        }

        return Overlap(subnet);
    }

    private string? Overlap(Block subnet)
    {
        if (context.Table.OpenOverlapping(subnet) is { } network)
        {
            return $"subnet {subnet} overlaps network {network.Record.Name} ({network.Record.Subnet}), made on {context.Table.NameOf(network.Creator)}";
        }

        foreach ((NodeId node, NodeRecord record) in context.Table.Nodes)
        {
            if (record.Vtep.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && subnet.Contains(Ipv4.ToUnit(record.Vtep)))
            {
                return $"subnet {subnet} overlaps the underlay: {context.Table.NameOf(node)} has the address {record.Vtep} in it";
            }
        }

        foreach (Block host in HostSubnets)
        {
            if (host.PrefixLength > 0 && host.Overlaps(subnet))
            {
                return $"subnet {subnet} overlaps {host}, to which this host has a route (see 'ip route')";
            }
        }

        return null;
    }
}
