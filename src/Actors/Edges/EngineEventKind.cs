namespace MeshNet.Actors.Edges;

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
