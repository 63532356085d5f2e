namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>NetworkDriver.GetCapabilities</c>.</summary>
public sealed record NetworkCapabilities
{
    /// <summary>
    /// <c>local</c>: each engine keeps its own object for a network; <c>global</c>: only Swarm managers (or, before Docker
    /// 23, engines with a cluster store) may create one.
    /// </summary>
    public string Scope { get; init; } = PluginScope.Local;

    /// <summary>How far the network reaches: <c>local</c> or <c>global</c>.</summary>
    public string ConnectivityScope { get; init; } = PluginScope.Global;

    /// <summary>Docker 28 and later is to call <c>GwAllocCheck</c>.</summary>
    public bool GwAllocChecker { get; init; }
}
