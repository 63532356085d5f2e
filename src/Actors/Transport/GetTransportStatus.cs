namespace MeshNet.Actors.Transport;

/// <summary>To the transport: answer with a <see cref="TransportStatus"/>.</summary>
public sealed record GetTransportStatus
{
    public static readonly GetTransportStatus Instance = new();
}
