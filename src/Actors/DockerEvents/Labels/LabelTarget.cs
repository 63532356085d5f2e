using MeshNet.Messages;

namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>A labelled container as an errand needs to know it.</summary>
internal sealed record LabelTarget(string Id, string Name, LabelRequest Request)
{
    public EndpointId Endpoint { get; } = LabelEndpoint.Of(Id, Request.NetworkName);
}
