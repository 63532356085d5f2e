using MeshNet.Linux.Neighbours;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Overlay;

/// <summary>Carries out edits on the tables of one VXLAN. Every step is tried, whatever became of the one before it.</summary>
internal static class OverlayProgrammer
{
    public static OverlayOutcome Carry(OverlayEdits edits, RoutingNetlink netlink, int vxlanIndex)
    {
        ImmutableArray<string>.Builder errors = ImmutableArray.CreateBuilder<string>();
        int programmed = 0, removed = 0;

        removed += ApplyFdb(edits.Purges);
        programmed += ApplyNeighbours(edits.Neighbours);
        programmed += ApplyFdb(edits.Fdb);
        removed += ApplyFdb(edits.FdbRemovals);
        removed += ApplyNeighbours(edits.NeighbourRemovals);
        return new OverlayOutcome
        {
            Programmed = programmed,
            Removed = removed,
            Conflicts = edits.Conflicts,
            Errors = errors.ToImmutable(),
        };

        int ApplyFdb(ImmutableArray<FdbEdit> part) =>
            part.Length - Note(netlink.Fdb.Apply(vxlanIndex, part), edit => edit.Kind);

        int ApplyNeighbours(ImmutableArray<NeighbourEdit> part) =>
            part.Length - Note(netlink.Neighbours.Apply(vxlanIndex, part), edit => edit.Kind);

        int Note<T>(IReadOnlyList<BatchFailure<T>> failures, Func<T, EditKind> kind)
        {
            foreach (BatchFailure<T> failure in failures)
            {
                // Gone already is what a removal is for.
                if (kind(failure.Edit) != EditKind.Delete || failure.Error.Errno != ENOENT)
                {
                    errors.Add(failure.Error.Message);
                }
            }
            return failures.Count;
        }
    }
}
