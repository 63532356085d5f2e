namespace MeshNet.Actors.Driver;

/// <summary>One network's part of the kernel, with the memory of what was last put there, what was refused, and how often.</summary>
internal sealed class NetworkKernel(NetworkId network, IOverlayKernel kernel, ILoggingAdapter log, BackOff backOff)
{
    private readonly SortedDictionary<(KernelObject, string), KernelFault> _faults = [];

    /// <summary>What the kernel was last made to be; null when it may be anything.</summary>
    public NetworkPlan? Plan { get; private set; }

    public ImmutableArray<KernelFault> Faults => [.. _faults.Values];

    public DriverCounters Counters { get; private set; } = new();

    public string LastRepair { get; private set; } = "";

    public bool NeedsRetry => _faults.Count > 0;

    /// <summary>The overlay's own devices could not be made: an entry more or less is not the question then.</summary>
    private string[] DeviceFaults => [.. _faults.Values
        .Where(fault => fault.Object == KernelObject.Overlay)
        .Select(fault => fault.Words)];

    /// <summary>Nothing of the network is in this kernel, as far as we made or found it.</summary>
    public bool IsAbsent { get; private set; }

    public TimeSpan NextRetryDelay() => backOff.Next();

    /// <summary>
    /// Compares the whole plan with the whole kernel. A repair that was needed although the plan had not changed means that somebody else
    /// changed the kernel.
    /// </summary>
    public ImmutableArray<OverlayPort> Reconcile(NetworkPlan plan)
    {
        bool stood = Plan is { } last && !NeedsRetry && !NetworkChange.IsStructural(last, plan) && NetworkChange.Between(last, plan).IsEmpty;
        IsAbsent = false;
        _faults.Clear();
        OverlayReport report = kernel.Reconcile(plan);
        Counters += new DriverCounters(Reconciles: 1);
        Count(report);
        if (stood && report.Edits > 0)
        {
            CountRepair(report);
        }

        Plan = plan;
        if (report.Succeeded)
        {
            backOff.Reset();
        }

        return report.Ports;
    }

    /// <summary>Programs the difference to the last plan; false when only a comparison with the kernel can tell what to do.</summary>
    public bool TryChange(NetworkPlan plan)
    {
        if (Plan is not { } last || (NeedsRetry && DeviceFaults.Length > 0) || NetworkChange.IsStructural(last, plan))
        {
            return false;
        }

        NetworkChange change = NetworkChange.Between(last, plan);
        Plan = plan;
        if (!change.IsEmpty)
        {
            Counters += new DriverCounters(Changes: 1);
            Count(kernel.Change(plan, change));
        }

        return true;
    }

    /// <summary>
    /// Makes a veth of the overlay, whose entries are brought up to the plan first. Where that fails the overlay may have been
    /// damaged since the last look: it is mended, and the veth is tried once more.
    /// </summary>
    /// <returns>Null, or why it could not be made.</returns>
    public string? MakeLink(NetworkPlan plan, Func<IOverlayKernel, OverlayReport> make)
    {
        bool isFresh = !TryChange(plan);
        if (isFresh)
        {
            Reconcile(plan);
        }

        OverlayReport report = Count(make(kernel), isLasting: false);
        if (!report.Succeeded && !isFresh)
        {
            Reconcile(plan);
            report = Count(make(kernel), isLasting: false);
        }

        return report.Succeeded ? null : string.Join("; ", DeviceFaults.Concat(report.Faults.Select(fault => fault.Words)).Distinct());
    }

    public ImmutableArray<OverlayPort> Inspect() => Count(kernel.Inspect(network)).Ports;

    public OverlayReport RemoveLink(string name)
    {
        _faults.Remove((KernelObject.Link, name));
        return Count(kernel.RemoveLink(network, name));
    }

    public void Delete()
    {
        Plan = null;
        _faults.Clear();
        IsAbsent = Count(kernel.Delete(network)).Succeeded;
        if (IsAbsent)
        {
            backOff.Reset();
        }
    }

    /// <summary>Makes a veth that somebody else has deleted.</summary>
    public bool RepairLink(NetworkPlan plan, OverlayLink link, int processId)
    {
        _faults.Remove((KernelObject.Link, OverlayLinks.NameOf(link.Endpoint)));
        OverlayReport report = Count(kernel.AttachLink(plan, link, processId));
        if (report.Edits > 0)
        {
            CountRepair(report);
        }

        return report.Succeeded;
    }

    /// <param name="isLasting">False where the caller is told of the refusal and asks again: it is no state of the overlay.</param>
    private OverlayReport Count(OverlayReport report, bool isLasting = true)
    {
        Counters += new DriverCounters(Edits: report.Edits, Faults: report.Faults.Length);
        foreach (KernelFault fault in report.Faults)
        {
            if (!isLasting || _faults.TryAdd((fault.Object, fault.Key), fault))
            {
                log.Warning("network {0}: {1}", network.ToShortString(), fault.Words);
            }
        }

        return report;
    }

    private void CountRepair(OverlayReport report)
    {
        LastRepair = string.Join(", ", report.Details);
        Counters += new DriverCounters(Repairs: report.Edits);
        log.Warning("network {0}: something changed the kernel's state; repaired: {1}", network.ToShortString(), LastRepair);
    }
}
