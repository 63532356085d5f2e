namespace MeshNet.Actors.DockerEvents;

/// <summary>Something that happened in the local engine.</summary>
/// <param name="NetworkId">The engine's id of the network; empty for a container's event.</param>
/// <param name="Driver">The network's driver (<c>meshnet</c>, <c>null</c>, <c>bridge</c>); empty for a container's event.</param>
/// <param name="ContainerId">The container's id; empty for creation and removal of a network.</param>
/// <param name="TimeNanoseconds">Since 1970 UTC by the engine's clock; only to resume the stream after a break, never to decide.</param>
public sealed record EngineEvent(
    EngineEventKind Kind, string NetworkId, string Driver, string ContainerId, long TimeNanoseconds);

/// <summary>The engine's events that MeshNet looks at.</summary>
public enum EngineEventKind
{
    NetworkCreated,
    NetworkDestroyed,

    /// <summary>A container's endpoint was made; when the container starts, about 150 ms before its first instruction.</summary>
    NetworkConnected,
    NetworkDisconnected,
    ContainerStarted,
    ContainerDied,
    ContainerDestroyed,
    ContainerRenamed,
    ContainerHealthChanged,
}
