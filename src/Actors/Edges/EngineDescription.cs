namespace MeshNet.Actors.Edges;

/// <param name="Version">For people.</param>
/// <param name="RootDirectory">Where the engine keeps its files, for example <c>/var/lib/docker</c>.</param>
public sealed record EngineDescription(string Version, string RootDirectory)
{
    /// <summary>
    /// The file on the host that is the container's /etc/resolv.conf. The engine tells it only when the container runs; every version
    /// keeps it here.
    /// </summary>
    public string ResolverFile(string containerId) => $"{RootDirectory}/containers/{containerId}/resolv.conf";
}
