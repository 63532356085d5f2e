namespace MeshNet.Actors.Names;

/// <summary>Where the server of a sandbox is in its life.</summary>
public enum SandboxState
{
    /// <summary>None: the first view of the mesh is awaited, or the next attempt after a failure.</summary>
    Waiting,

    Starting,

    Serving,

    Stopping,
}
