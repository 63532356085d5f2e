using MeshNet.Actors.DockerEvents.Labels;

namespace MeshNet.Actors.DockerEvents.Describe;

/// <summary>What an inspected container tells of its endpoints, in the mesh's words.</summary>
public static class EndpointDescription
{
    /// <summary>The descriptions that differ from what the view has.</summary>
    public static IEnumerable<DescribeEndpoint> Of(EngineContainerDetails container, MeshView view)
    {
        foreach (EngineEndpoint endpoint in container.Endpoints)
        {
            if (endpoint.EndpointId.Length == 0 || !view.Bindings.TryGetValue(endpoint.NetworkId, out NetworkId network))
            {
                continue;
            }

            DescribeEndpoint described = Describe(EndpointId.Parse(endpoint.EndpointId), container, endpoint.Aliases);
            if (!Agrees(view, network, described))
            {
                yield return described;
            }
        }
        if (LabelRequest.Read(container.Name, EngineNames.NoneMode, container.Labels) is not { } label)
        {
            yield break;
        }

        EndpointId labelled = LabelEndpoint.Of(container.Id, label.NetworkName);
        foreach (NetworkView network in view.Networks.Values.Where(network => network.Endpoints.ContainsKey(labelled)))
        {
            DescribeEndpoint described = Describe(labelled, container, label.Aliases);
            if (!Agrees(view, network.Id, described))
            {
                yield return described;
            }
        }
    }

    /// <summary>The aliases with the container's short id, which Docker answers to as well.</summary>
    public static ImmutableArray<string> Names(string containerName, string containerId, ImmutableArray<string> aliases) =>
    [
        .. aliases
            .Append(EndpointRecord.ShortId(containerId))
            .Where(alias => !string.Equals(alias, containerName, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static DescribeEndpoint Describe(EndpointId endpoint, EngineContainerDetails container, ImmutableArray<string> aliases) =>
        new(endpoint, container.Name, container.Id, Names(container.Name, container.Id, aliases), container.Health);

    /// <summary>An endpoint that the view has not got yet is described all the same: the view may be a moment behind.</summary>
    private static bool Agrees(MeshView view, NetworkId network, DescribeEndpoint described) =>
        view.Networks.TryGetValue(network, out NetworkView? known)
            && known.Endpoints.TryGetValue(described.Endpoint, out EndpointView? endpoint)
            && endpoint.Record is var record
            && record.Name == described.Name
            && record.ContainerId == described.ContainerId
            && record.Health == described.Health
            && record.Aliases.SequenceEqual(described.Aliases);
}
