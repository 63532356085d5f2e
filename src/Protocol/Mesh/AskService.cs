using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Protocol.Mesh;

/// <summary>Answers other nodes' requests for blocks of any space.</summary>
internal sealed class AskService(MeshContext context, AddressService addresses)
{
    private readonly BlockDonor _donor = new(context.Ledger, context.Journal, context.Outbox);

    public void Receive(NodeId from, BlockAsk ask)
    {
        string self = context.Table.NameOf(context.Self);
        _donor.Nodes = Math.Max(1, context.Table.Nodes.Count);
        if (ask.Space == SpaceId.AutomaticPool)
        {
            _donor.Receive(from, ask, context.Settings.AutomaticPool.Size, block => $"{block} of the pool is in use on {self}");
        }
        else if (ask.Space == SpaceId.Vni)
        {
            _donor.Receive(from, ask, VniSpace.Root.Size, block => $"VNI {block.Start} is in use on {self}");
        }
        else if (context.Table.Network(ask.Space.Network) is { } network)
        {
            context.Books.Open(network.Id, network.Record.Subnet, network.Record.Gateway, context.Now);
            _donor.Receive(from, ask, network.Record.Subnet.Size, block => addresses.DescribeUse(network.Id, block.Start));
        }
    }
}
