namespace MeshNet.Node.Names;

/// <summary>What a heartbeat found in the sandbox.</summary>
internal enum BeatOutcome
{
    InPlace,

    /// <summary>Somebody removed our rules.</summary>
    Missing,

    /// <summary>The heartbeat could not be sent.</summary>
    Unsent,
}
