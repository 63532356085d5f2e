namespace MeshNet.Actors.DockerEvents.Labels;

/// <summary>What the labels' actor knows of one container. Its own errand, at most one at a time, does the work.</summary>
internal sealed class LabelledContainer(LabelTarget target)
{
    /// <summary>Replaced when it is renamed.</summary>
    public LabelTarget Target { get; set; } = target;

    public string Id => Target.Id;

    public string Name => Target.Name;

    public LabelRequest Request => Target.Request;

    public LabelState State { get; set; }

    /// <summary>The kernel's monotonic clock when it came into <see cref="State"/>.</summary>
    public TimeSpan Since { get; set; }

    public IActorRef Errand { get; set; } = ActorRefs.Nobody;

    /// <summary>While releasing: it was started again meanwhile.</summary>
    public bool Again { get; set; }

    public int Failures { get; set; }

    /// <summary>When a failed one is tried again; null when nothing can come of it.</summary>
    public TimeSpan? NotBefore { get; set; }

    /// <summary>The network was there when it failed: its appearance is no reason to try at once.</summary>
    public bool NetworkKnown { get; set; }

    public string Address { get; set; } = "";

    public string Error { get; set; } = "";

    public bool IsBusy => State is LabelState.Attaching or LabelState.Releasing;

    public LabelStatus Status => new(Name, Request.NetworkName, Address, Word, Error);

    private string Word => State switch
    {
        LabelState.Queued or LabelState.Attaching => "attaching",
        LabelState.Attached => "attached",
        LabelState.Failed => "failed",
        _ => "releasing",
    };
}

/// <summary>Where a labelled container stands.</summary>
internal enum LabelState
{
    /// <summary>It will be attached when others are done.</summary>
    Queued,
    Attaching,
    Attached,

    /// <summary>It could not be attached, or not with all that belongs to it; it is tried again.</summary>
    Failed,
    Releasing,
}

/// <summary>How a container stands that asks by label to be attached.</summary>
/// <param name="Address">Empty while it has none.</param>
/// <param name="State"><c>attaching</c>, <c>attached</c>, <c>failed</c> or <c>releasing</c>.</param>
/// <param name="Error">What is wrong, as a sentence; empty when nothing is.</param>
public sealed record LabelStatus(string Container, string Network, string Address, string State, string Error);
