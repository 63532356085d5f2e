namespace MeshNet.Actors.Driver;

/// <summary>What the driver has done to one network's kernel objects, or to all, in this life of the daemon.</summary>
/// <param name="Reconciles">Comparisons of the whole plan with the whole kernel.</param>
/// <param name="Changes">Changes of the replica programmed without such a comparison.</param>
/// <param name="Edits">Kernel objects made, changed or removed, repairs included.</param>
/// <param name="Repairs">Edits that a comparison found necessary although the plan had not changed: somebody else had touched them.</param>
/// <param name="Faults">Refusals of the kernel.</param>
public sealed record DriverCounters(long Reconciles = 0, long Changes = 0, long Edits = 0, long Repairs = 0, long Faults = 0)
{
    public static DriverCounters operator +(DriverCounters left, DriverCounters right) => new(
        left.Reconciles + right.Reconciles,
        left.Changes + right.Changes,
        left.Edits + right.Edits,
        left.Repairs + right.Repairs,
        left.Faults + right.Faults);

    public static DriverCounters Add(DriverCounters left, DriverCounters right) => left + right;
}
