using MeshNet.Linux.Neighbours;
using MeshNet.Linux.Overlay;

namespace MeshNet.Linux.Tests.Overlay;

/// <summary>What the kernel does to its tables with each edit, refusals included.</summary>
internal static class FakeTables
{
    public static OverlayTables Apply(OverlayTables tables, OverlayEdits edits)
    {
        List<FdbEntry> fdb = tables.Fdb.ToList();
        List<NeighbourEntry> neighbours = tables.Neighbours.ToList();
        foreach (FdbEdit edit in edits.Purges)
        {
            Apply(fdb, edit);
        }

        foreach (NeighbourEdit edit in edits.Neighbours)
        {
            Apply(neighbours, edit);
        }

        foreach (FdbEdit edit in edits.Fdb)
        {
            Apply(fdb, edit);
        }

        foreach (FdbEdit edit in edits.FdbRemovals)
        {
            Apply(fdb, edit);
        }

        foreach (NeighbourEdit edit in edits.NeighbourRemovals)
        {
            Apply(neighbours, edit);
        }

        return new OverlayTables(neighbours, fdb);
    }

    private static void Apply(List<NeighbourEntry> table, NeighbourEdit edit)
    {
        table.RemoveAll(entry => entry.Address.Equals(edit.Address));
        if (edit.Kind != EditKind.Delete)
        {
            table.Add(new NeighbourEntry(edit.Address, edit.Mac, true));
        }
    }

    private static void Apply(List<FdbEntry> table, FdbEdit edit)
    {
        if (edit.Kind == EditKind.Append)
        {
            Assert.Equal(MacAddress.Zero, edit.Mac);
        }

        // A deletion by VTEP does not find an entry with a port of its own.
        table.RemoveAll(entry => entry.Mac == edit.Mac && edit.Kind switch
        {
            EditKind.Delete => edit.Vtep is null || (entry.IsPlain && edit.Vtep.Equals(entry.Vtep)),
            EditKind.Append => edit.Vtep!.Equals(entry.Vtep),
            _ => true,
        });
        if (edit.Kind != EditKind.Delete)
        {
            table.Add(new FdbEntry(edit.Mac, edit.Vtep, true, true));
        }
    }
}
