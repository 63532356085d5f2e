using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>A labelled container as an errand needs to know it.</summary>
internal sealed record LabelTarget(string Id, string Name, LabelRequest Request)
{
    public EndpointId Endpoint { get; } = LabelEndpoint.Of(Id, Request.NetworkName);
}

/// <summary>The endpoint of a labelled container, for which the engine has no id.</summary>
public static class LabelEndpoint
{
    /// <summary>
    /// Made of the container's id and the network's name, so that a repeat, and the next start of the daemon, finds the same.
    /// </summary>
    public static EndpointId Of(string containerId, string networkName) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{containerId} {networkName}"))));
}
