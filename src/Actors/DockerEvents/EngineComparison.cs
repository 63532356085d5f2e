using MeshNet.Actors.DockerEvents.Labels;

namespace MeshNet.Actors.DockerEvents;

/// <summary>What the engine's list says about the mesh's state of this host.</summary>
internal static class EngineComparison
{
    /// <summary>
    /// The list for the mesh to compare itself with. A labelled container counts whether it runs or not: it may be starting this
    /// moment, and the labels' own actor sees to its end.
    /// </summary>
    /// <param name="judgedUntil">What was made later is not to be judged.</param>
    public static ReconcileEngine Request(EngineListing listing, TimeSpan judgedUntil)
    {
        IEnumerable<EndpointId> attached =
            from network in listing.Ours
            from attachment in network.Attachments
            select EndpointId.Parse(attachment.EndpointId);
        IEnumerable<EndpointId> labelled =
            from container in listing.Containers
            let label = LabelRequest.Read(container.Name, container.NetworkMode, container.Labels)
            where label is not null
            select LabelEndpoint.Of(container.Id, label.NetworkName);
        return new(
            listing.Ours.Select(network => network.Id).ToImmutableSortedSet(StringComparer.Ordinal),
            [.. attached.Concat(labelled)],
            [.. listing.Guests.SelectMany(AddressesOf).Distinct()],
            judgedUntil);
    }

    /// <summary>
    /// Endpoints of this host that were in the mesh before the engine was asked and that the engine did not list: an endpoint joins the
    /// mesh only after the engine lists it.
    /// </summary>
    public static IEnumerable<(NetworkView Network, EndpointView Endpoint)> Missing(MeshView before, ReconcileEngine listing) =>
        from network in before.Networks.Values
        from endpoint in network.Endpoints.Values
        where endpoint.Owner == before.Self && !listing.Endpoints.Contains(endpoint.Id)
        select (network, endpoint);

    /// <summary>
    /// With the gateway, which nobody attaches to and which must not be given to anyone either; where the engine does not tell it, it
    /// is the subnet's first.
    /// </summary>
    private static IEnumerable<uint> AddressesOf(EngineNetwork network)
    {
        for (int index = 0; index < network.Subnets.Length; index++)
        {
            if (!Block.TryParse(network.Subnets[index], out Block subnet))
            {
                continue;
            }

            yield return Ipv4.TryParse(network.Gateways[index], out uint gateway) ? gateway : subnet.Start + 1;
        }
        foreach (EngineAttachment attachment in network.Attachments)
        {
            if (Ipv4.TryParse(attachment.Address, out uint address))
            {
                yield return address;
            }
        }
    }
}
