namespace MeshNet.Protocol.Mesh;

/// <summary>Describes the ownership of a space in words.</summary>
internal static class AddressSpaceReporter
{
    public static object Report(MeshContext context, GetAddressSpace asked)
    {
        if (asked.NetworkName.Length == 0)
        {
            uint[] subnets = [.. context.Table.Networks.Where(network => network.Record.FromPool).Select(network => network.Record.Subnet.Start)];
            return Report(context, SpaceId.AutomaticPool, "automatic subnets", context.Settings.AutomaticPool, subnets);
        }

        if (context.Table.OpenByName(asked.NetworkName) is not { } network)
        {
            return new Refused($"network {asked.NetworkName} not found: see 'meshnet network ls'");
        }

        uint[] addresses = [.. network.Endpoints.Values.Select(endpoint => endpoint.Record.Address)];
        return Report(context, SpaceId.Of(network.Id), network.Record.Name, network.Record.Subnet, addresses);
    }

    private static AddressSpaceReport Report(MeshContext context, SpaceId space, string name, Block root, uint[] used) => new(
        name,
        root,
        [
            .. context.Owners.Claims(space).Select(claim => new OwnedBlock(
                claim.Block,
                claim.Owner,
                context.Table.NameOf(claim.Owner),
                claim.Version,
                (ulong)used.Count(claim.Block.Contains))),
        ]);
}
