using System.Diagnostics.CodeAnalysis;
using static MeshNet.Linux.Interop.NeighbourConstants;
using static MeshNet.Linux.Interop.NetlinkConstants;

namespace MeshNet.Linux.Neighbours;

/// <summary>Reads and edits the forwarding database of a VXLAN device itself (not the bridge's that it is a port of).</summary>
public sealed class FdbOperations(NetlinkSocket socket)
{
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public IReadOnlyList<FdbEntry> List(int linkIndex)
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETNEIGH, 0))
        {
            request.Structure(new NeighbourHeader { Family = RoutingFamily.Bridge, LinkIndex = linkIndex });
        }

        return socket.Dump(
            request,
            $"list fdb of link {linkIndex}",
            (in NetlinkMessage message, [MaybeNullWhen(false)] out FdbEntry entry) => TryRead(message, linkIndex, out entry));
    }

    /// <summary>Carries out all edits, hundreds in one system call, and gives those that the kernel refused.</summary>
    public IReadOnlyList<BatchFailure<FdbEdit>> Apply(int linkIndex, IEnumerable<FdbEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        return socket.ExecuteBatch(edits, (request, edit) => Write(request, linkIndex, edit), edit => edit.ToString());
    }

    internal static void Write(NetlinkWriter request, int linkIndex, in FdbEdit edit)
    {
        using (request.Message(edit.Kind.ToMessageType(), edit.Kind.ToFlags()))
        {
            request.Structure(new NeighbourHeader
            {
                Family = RoutingFamily.Bridge,
                LinkIndex = linkIndex,
                State = NUD_PERMANENT | NUD_NOARP,
                Flags = NTF_SELF,
            });
            request.Attribute(NDA_LLADDR, edit.Mac);
            if (edit.Vtep is { } vtep)
            {
                request.Attribute(NDA_DST, vtep);
            }
        }
    }

    internal static bool TryRead(in NetlinkMessage message, int linkIndex, [MaybeNullWhen(false)] out FdbEntry entry)
    {
        entry = null;
        if (message.Type != RTM_NEWNEIGH)
        {
            return false;
        }

        NeighbourHeader header = message.Structure<NeighbourHeader>();
        // The bridge that the device is a port of tells of its own entries for that port, too: those without NTF_SELF.
        if (header.LinkIndex != linkIndex || header.Family != RoutingFamily.Bridge || (header.Flags & NTF_SELF) == 0)
        {
            return false;
        }

        IPAddress? vtep = null;
        MacAddress? mac = null;
        bool isPlain = true;
        foreach (NetlinkAttribute attribute in message.AttributesAfter<NeighbourHeader>())
        {
            switch (attribute.Type)
            {
                case NDA_DST: vtep = attribute.AsIPAddress(); break;
                case NDA_LLADDR: mac = attribute.AsMacAddress(); break;
                case NDA_PORT or NDA_VNI or NDA_IFINDEX or NDA_NH_ID: isPlain = false; break;
            }
        }
        if (mac is null)
        {
            return false;
        }

        entry = new FdbEntry(mac.Value, vtep, (header.State & NUD_PERMANENT) != 0, isPlain);
        return true;
    }
}
