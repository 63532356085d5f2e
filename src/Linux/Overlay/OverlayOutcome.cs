namespace MeshNet.Linux.Overlay;

/// <summary>What a reconciliation found and did.</summary>
public sealed record OverlayOutcome
{
    public static readonly OverlayOutcome Nothing = new();

    /// <summary>What was made or put right on links and the namespace, with the reason: "recreated mnvx0: its VNI was 5, not 7".</summary>
    public ImmutableArray<string> Repairs { get; init; } = [];

    /// <summary>Neighbour and FDB entries made or overwritten.</summary>
    public int Programmed { get; init; }

    /// <summary>Neighbour and FDB entries removed.</summary>
    public int Removed { get; init; }

    /// <summary>The plan's veths that are not there: their containers have to be attached again.</summary>
    public ImmutableArray<string> MissingVeths { get; init; } = [];

    /// <summary>Endpoints of the plan that contradict each other.</summary>
    public ImmutableArray<string> Conflicts { get; init; } = [];

    /// <summary>What could not be done, in the kernel's words.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>The kernel was as planned already.</summary>
    public bool IsUnchanged => Repairs.IsEmpty && Programmed == 0 && Removed == 0 && Errors.IsEmpty;

    /// <summary>This outcome and what happened after it.</summary>
    public OverlayOutcome Then(OverlayOutcome next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new OverlayOutcome
        {
            Repairs = Repairs.AddRange(next.Repairs),
            Programmed = Programmed + next.Programmed,
            Removed = Removed + next.Removed,
            MissingVeths = MissingVeths.AddRange(next.MissingVeths),
            Conflicts = Conflicts.AddRange(next.Conflicts),
            Errors = Errors.AddRange(next.Errors),
        };
    }
}
