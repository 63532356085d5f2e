using System.Diagnostics.CodeAnalysis;
using static MeshNet.Linux.Interop.NeighbourConstants;
using static MeshNet.Linux.Interop.NetlinkConstants;

namespace MeshNet.Linux.Neighbours;

/// <summary>Reads and edits a link's neighbour table, IPv4 and IPv6.</summary>
public sealed class NeighbourOperations(NetlinkSocket socket)
{
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public IReadOnlyList<NeighbourEntry> List(int linkIndex)
    {
        List<NeighbourEntry> entries = Dump(linkIndex, RoutingFamily.IPv4);
        entries.AddRange(Dump(linkIndex, RoutingFamily.IPv6));
        return entries;
    }

    /// <summary>Carries out all edits, hundreds in one system call, and gives those that the kernel refused.</summary>
    public IReadOnlyList<BatchFailure<NeighbourEdit>> Apply(int linkIndex, IEnumerable<NeighbourEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        return socket.ExecuteBatch(edits, (request, edit) => Write(request, linkIndex, edit), edit => edit.ToString());
    }

    internal static void Write(NetlinkWriter request, int linkIndex, in NeighbourEdit edit)
    {
        using (request.Message(edit.Kind.ToMessageType(), edit.Kind.ToFlags()))
        {
            request.Structure(new NeighbourHeader
            {
                Family = RoutingFamily.Of(edit.Address),
                LinkIndex = linkIndex,
                State = NUD_PERMANENT,
            });
            request.Attribute(NDA_DST, edit.Address);
            if (edit.Kind != EditKind.Delete)
            {
                request.Attribute(NDA_LLADDR, edit.Mac);
            }
        }
    }

    internal static bool TryRead(in NetlinkMessage message, int linkIndex, [MaybeNullWhen(false)] out NeighbourEntry entry)
    {
        entry = null;
        if (message.Type != RTM_NEWNEIGH)
        {
            return false;
        }

        NeighbourHeader header = message.Structure<NeighbourHeader>();
        // Kernels without strict checking answer for every link.
        if (header.LinkIndex != linkIndex)
        {
            return false;
        }

        IPAddress? address = null;
        MacAddress? mac = null;
        foreach (NetlinkAttribute attribute in message.AttributesAfter<NeighbourHeader>())
        {
            if (attribute.Type == NDA_DST)
            {
                address = attribute.AsIPAddress();
            }
            else if (attribute.Type == NDA_LLADDR)
            {
                mac = attribute.AsMacAddress();
            }
        }
        if (address is null)
        {
            return false;
        }

        entry = new NeighbourEntry(address, mac, (header.State & NUD_PERMANENT) != 0);
        return true;
    }

    private List<NeighbourEntry> Dump(int linkIndex, byte family)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETNEIGH, 0))
        {
            request.Structure(new NeighbourHeader { Family = family });
            request.Attribute(NDA_IFINDEX, linkIndex);
        }
        return socket.Dump(
            request,
            $"list neighbours of link {linkIndex}",
            (in NetlinkMessage message, [MaybeNullWhen(false)] out NeighbourEntry entry) => TryRead(message, linkIndex, out entry));
    }
}
