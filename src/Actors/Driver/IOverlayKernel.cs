namespace MeshNet.Actors.Driver;

/// <summary>
/// The overlays in this host's kernel. Every operation is idempotent: what is right already is not touched and costs no edit, so that
/// a restarted daemon may say everything again. A refusal by the kernel is no exception: it is in the report, in the kernel's words.
/// Operations on different networks may run at once, those on one network follow each other.
/// </summary>
public interface IOverlayKernel : IBlockingEdge
{
    /// <summary>The networks that this kernel has anything of, from this run of the daemon or an earlier one.</summary>
    /// <exception cref="IOException">The place where they are kept cannot be read.</exception>
    ImmutableSortedSet<NetworkId> List();

    /// <summary>
    /// Makes the overlay as the plan has it, with as few edits as possible: namespace, bridge, VXLAN, neighbour and FDB entries. Ports
    /// are put back on the bridge but neither made nor removed. The report tells them.
    /// </summary>
    OverlayReport Reconcile(NetworkPlan plan);

    /// <summary>Touches only what the change names, in one batch: neighbours, then FDB, then what is gone.</summary>
    OverlayReport Change(NetworkPlan plan, NetworkChange change);

    /// <summary>The ports of a network that need not be in any plan.</summary>
    OverlayReport Inspect(NetworkId network);

    /// <summary>Makes a veth whose free end waits, down and unnamed to Docker's taste, in the host's namespace.</summary>
    OverlayReport PrepareLink(NetworkPlan plan, OverlayLink link);

    /// <summary>Makes a veth whose other end is the first free eth0, eth1, … of a process's namespace, with its address, and up.</summary>
    OverlayReport AttachLink(NetworkPlan plan, OverlayLink link, int processId);

    /// <param name="name">A port's name, <see cref="OverlayLinks.NameOf"/>.</param>
    OverlayReport RemoveLink(NetworkId network, string name);

    /// <summary>Removes all of an overlay from this host: it tries everything and reports all that failed.</summary>
    OverlayReport Delete(NetworkId network);

    /// <summary>
    /// Calls back, from any thread, when a link of some overlay or an entry that its plan has was deleted, by whomever. Events may come late, twice or for our own
    /// deeds; they may be lost under load, which the periodic reconcile makes good.
    /// </summary>
    IDisposable Watch(Action<NetworkId> deleted);
}
