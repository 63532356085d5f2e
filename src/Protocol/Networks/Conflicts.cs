namespace MeshNet.Protocol.Networks;

/// <summary>What two hosts took at once, as sentences with who lost and what to do (R16).</summary>
public static class Conflicts
{
    public static ImmutableArray<string> Of(NetworkTable table)
    {
        ImmutableArray<string>.Builder sentences = ImmutableArray.CreateBuilder<string>();
        List<NetworkView> open = [.. table.Networks.Where(network => !network.Closing)];
        foreach (NetworkView network in open)
        {
            if (network.NameLoses)
            {
                sentences.Add(
                    $"network {network.Record.Name} ({network.Record.Subnet}), made on {table.NameOf(network.Creator)}, was made while another of that name "
                    + "existed elsewhere, and takes no new containers: move its containers to the other one, then remove it");
            }

            foreach (EndpointView endpoint in table.NameLosers(network.Id))
            {
                sentences.Add(
                    $"endpoint {endpoint.Record.Name} ({Ipv4.ToText(endpoint.Record.Address)}) on {table.NameOf(endpoint.Owner)} cannot be reached by its "
                    + $"name in network {network.Record.Name}, because another container has that name: rename one of the two");
            }
        }

        foreach (NetworkView network in open)
        {
            if (table.SubnetWinner(network.Id) is { } winner)
            {
                sentences.Add(
                    $"network {network.Record.Name} ({network.Record.Subnet}), made on {table.NameOf(network.Creator)}, overlaps network {winner.Record.Name} "
                    + $"({winner.Record.Subnet}), which was first, and takes no new containers: remove one of the two");
            }
        }

        return sentences.ToImmutable();
    }
}
