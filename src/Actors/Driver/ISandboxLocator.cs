namespace MeshNet.Actors.Driver;

/// <summary>Finds a running container's namespace when its veth has been deleted behind our back.</summary>
public interface ISandboxLocator
{
    /// <returns>The process id of the container's first process, or null when the container does not run.</returns>
    Task<int?> FindProcessAsync(string containerId);
}
