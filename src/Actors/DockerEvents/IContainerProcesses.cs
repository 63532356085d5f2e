namespace MeshNet.Actors.DockerEvents;

/// <summary>Finds a container's process before the engine tells it.</summary>
public interface IContainerProcesses
{
    /// <summary>
    /// Waits until the container has a process in a network namespace of its own and returns its id; 0 when none came up in time.
    /// While the engine starts a container, that is about 110 ms before the container's first instruction.
    /// </summary>
    Task<int> FindAsync(string containerId, CancellationToken cancellationToken);
}
