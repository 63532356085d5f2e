namespace MeshNet.Actors.Driver;

/// <summary>To the driver. Answer: <see cref="DriverStatus"/>, at once and without asking the kernel.</summary>
public sealed record GetDriverStatus
{
    public static readonly GetDriverStatus Instance = new();
}

/// <summary>The state of this host's data path.</summary>
/// <param name="Networks">In the order of their ids.</param>
/// <param name="Counters">Of all networks since the daemon started, those that are gone included.</param>
public sealed record DriverStatus(ImmutableArray<NetworkStatus> Networks, DriverCounters Counters);

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

/// <summary>One network's data path on this host.</summary>
/// <param name="Name">Empty when the replica does not know the network.</param>
/// <param name="Objects">The overlay itself, then the endpoints in the order of their ids, then links that belong to none.</param>
/// <param name="LastRepair">What the last repair did, in words; empty when there was none.</param>
public sealed record NetworkStatus(
    NetworkId Network,
    string Name,
    uint Vni,
    int Mtu,
    ImmutableArray<ObjectStatus> Objects,
    DriverCounters Counters,
    string LastRepair);

/// <summary>One object of the data path.</summary>
/// <param name="Name">As a person would call it: "overlay", "endpoint test1", "link mn0123456789ab".</param>
/// <param name="Reason">Why it is not done: a sentence, or the kernel's words; empty when it is.</param>
public sealed record ObjectStatus(string Name, ObjectState State, string Reason = "");

/// <summary>How an object of the data path compares with what the replica wants.</summary>
public enum ObjectState
{
    /// <summary>In the kernel as it should be, when last looked at.</summary>
    Done,

    /// <summary>Waits for something that is not the kernel: the reason says for what.</summary>
    Pending,

    /// <summary>The kernel refused; it is tried again.</summary>
    Error,
}
