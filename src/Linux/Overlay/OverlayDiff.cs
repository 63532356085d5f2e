using MeshNet.Linux.Neighbours;

namespace MeshNet.Linux.Overlay;

/// <summary>What to change: pure functions from what is and what shall be to the fewest edits.</summary>
public static class OverlayDiff
{
    /// <summary>The edits that take whatever is there to the plan.</summary>
    public static OverlayEdits Full(OverlayTables actual, OverlayPlan plan)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(plan);
        OverlayTarget target = OverlayTarget.Of(plan.Remotes, plan.Veths, plan.LocalVtep);
        OverlayEdits edits = new() { Conflicts = target.Conflicts };
        edits = CompareNeighbours(edits, actual.Neighbours, target.Neighbours);
        edits = CompareFdb(edits, actual.Fdb, target.Fdb, plan.FloodVteps);
        return plan.KeepUnknownEntries ? edits with { FdbRemovals = [], NeighbourRemovals = [] } : edits;
    }

    /// <summary>
    /// The edits for endpoints that came and went, without a look at the kernel's tables. An address or MAC that went and came is
    /// overwritten, never removed.
    /// </summary>
    /// <param name="plan">The plan before the change, for its local endpoints.</param>
    /// <param name="added">Came, or changed to this.</param>
    /// <param name="removed">Went.</param>
    public static OverlayEdits Incremental(
        OverlayPlan plan, IReadOnlyCollection<RemoteStation> added, IReadOnlyCollection<RemoteStation> removed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(removed);
        OverlayTarget target = OverlayTarget.Of(added, plan.Veths, plan.LocalVtep);
        IEnumerable<(IPAddress address, MacAddress Mac)> goneNeighbours = removed
            .SelectMany(endpoint => endpoint.Addresses, (endpoint, address) => (address, endpoint.Mac))
            .Where(pair => !target.Neighbours.ContainsKey(pair.address))
            .DistinctBy(pair => pair.address);
        IEnumerable<RemoteStation> goneMacs = removed.Where(endpoint => !target.Fdb.ContainsKey(endpoint.Mac)).DistinctBy(endpoint => endpoint.Mac);
        return new OverlayEdits
        {
            Neighbours = [.. target.Neighbours.Select(pair => new NeighbourEdit(EditKind.Replace, pair.Key, pair.Value))],
            Fdb = [.. target.Fdb.Select(pair => new FdbEdit(EditKind.Replace, pair.Key, pair.Value))],
            FdbRemovals = [.. goneMacs.Select(endpoint => new FdbEdit(EditKind.Delete, endpoint.Mac, endpoint.Vtep))],
            NeighbourRemovals = [.. goneNeighbours.Select(pair => new NeighbourEdit(EditKind.Delete, pair.address, pair.Mac))],
            Conflicts = target.Conflicts,
        };
    }

    private static OverlayEdits CompareNeighbours(
        OverlayEdits edits, IReadOnlyList<NeighbourEntry> actual, OrderedDictionary<IPAddress, MacAddress> target)
    {
        HashSet<IPAddress> right = [];
        ImmutableArray<NeighbourEdit>.Builder removals = ImmutableArray.CreateBuilder<NeighbourEdit>();
        // What is not permanent the kernel made for itself, for its multicast groups for instance, and removes itself.
        foreach (NeighbourEntry entry in actual.Where(entry => entry.IsPermanent))
        {
            if (!target.TryGetValue(entry.Address, out MacAddress mac))
            {
                removals.Add(new NeighbourEdit(EditKind.Delete, entry.Address, entry.Mac ?? MacAddress.Zero));
            }
            else if (entry.Mac == mac)
            {
                right.Add(entry.Address);
            }
        }
        return edits with
        {
            Neighbours =
            [
                .. target.Where(pair => !right.Contains(pair.Key))
                    .Select(pair => new NeighbourEdit(EditKind.Replace, pair.Key, pair.Value)),
            ],
            NeighbourRemovals = removals.ToImmutable(),
        };
    }

    private static OverlayEdits CompareFdb(
        OverlayEdits edits,
        IReadOnlyList<FdbEntry> actual,
        OrderedDictionary<MacAddress, IPAddress> target,
        ImmutableArray<IPAddress> floodVteps)
    {
        HashSet<MacAddress> purged = actual.Where(entry => !entry.IsPlain || entry.Vtep is null).Select(entry => entry.Mac).ToHashSet();
        HashSet<(MacAddress, IPAddress)> right = [];
        ImmutableArray<FdbEdit>.Builder removals = ImmutableArray.CreateBuilder<FdbEdit>();
        foreach (FdbEntry entry in actual.Where(entry => !purged.Contains(entry.Mac)))
        {
            IPAddress vtep = entry.Vtep!;
            bool isWanted = entry.Mac == MacAddress.Zero ? floodVteps.Contains(vtep) : target.ContainsKey(entry.Mac);
            if (!isWanted)
            {
                removals.Add(new FdbEdit(EditKind.Delete, entry.Mac, vtep));
            }
            else if (entry.IsPermanent)
            {
                right.Add((entry.Mac, vtep));
            }
        }
        IEnumerable<FdbEdit> unicast = target.Where(pair => !right.Contains((pair.Key, pair.Value)))
            .Select(pair => new FdbEdit(EditKind.Replace, pair.Key, pair.Value));
        // Only the zero MAC has several destinations, so only there is an entry added to what is there.
        IEnumerable<FdbEdit> flood = floodVteps.Distinct()
            .Where(vtep => !right.Contains((MacAddress.Zero, vtep)))
            .Select(vtep => new FdbEdit(EditKind.Append, MacAddress.Zero, vtep));
        return edits with
        {
            Purges = [.. purged.Order().Select(mac => new FdbEdit(EditKind.Delete, mac, null))],
            Fdb = [.. unicast, .. flood],
            FdbRemovals = removals.ToImmutable(),
        };
    }
}
