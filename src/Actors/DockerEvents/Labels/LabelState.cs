namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>Where a labelled container stands.</summary>
internal enum LabelState
{
    /// <summary>It is to be attached when others are through.</summary>
    Queued,
    Attaching,
    Attached,

    /// <summary>It could not be attached, or not with all that belongs to it; it is tried again.</summary>
    Failed,
    Releasing,
}
