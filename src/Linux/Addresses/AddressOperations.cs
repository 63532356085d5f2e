using System.Diagnostics.CodeAnalysis;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static MeshNet.Linux.Interop.RouteConstants;

namespace MeshNet.Linux.Addresses;

/// <summary>Lists, adds and deletes the IP addresses of links.</summary>
/// <exception cref="NetlinkException">From every operation, when the kernel refuses.</exception>
public sealed class AddressOperations(NetlinkSocket socket)
{
    /// <summary>All addresses of the namespace, both families.</summary>
    public IReadOnlyList<InterfaceAddress> List()
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETADDR, 0))
        {
            request.Structure(new AddressHeader());
        }

        return socket.Dump<InterfaceAddress>(request, "list addresses", TryRead);
    }

    /// <summary>
    /// Adds an address. An IPv6 address is usable at once: duplicate address detection is skipped, because the cluster has
    /// decided already who owns it.
    /// </summary>
    public void Add(InterfaceAddress address) =>
        Execute(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, address, $"add address {address} to link {address?.LinkIndex}");

    public void Delete(InterfaceAddress address) =>
        Execute(RTM_DELADDR, 0, address, $"delete address {address} of link {address?.LinkIndex}");

    internal static void Write(NetlinkWriter request, ushort type, int flags, InterfaceAddress address)
    {
        bool isIPv6 = address.Address.AddressFamily == AddressFamily.InterNetworkV6;
        using (request.Message(type, flags))
        {
            request.Structure(new AddressHeader
            {
                Family = RoutingFamily.Of(address.Address),
                PrefixLength = (byte)address.PrefixLength,
                LinkIndex = address.LinkIndex,
            });
            request.Attribute(IFA_LOCAL, address.Address);
            request.Attribute(IFA_ADDRESS, address.Address);
            if (isIPv6)
            {
                request.Attribute(IFA_FLAGS, IFA_F_NODAD);
            }
            else if (address.PrefixLength < 31)
            {
                request.Attribute(IFA_BROADCAST, Broadcast(address));
            }
        }
    }

    internal static bool TryRead(in NetlinkMessage message, [MaybeNullWhen(false)] out InterfaceAddress address)
    {
        address = null;
        if (message.Type != RTM_NEWADDR)
        {
            return false;
        }

        AddressHeader header = message.Structure<AddressHeader>();
        IPAddress? own = null, other = null;
        foreach (NetlinkAttribute attribute in message.AttributesAfter<AddressHeader>())
        {
            // On a point-to-point link IFA_ADDRESS is the other side's; IPv6 has no IFA_LOCAL otherwise.
            if (attribute.Type == IFA_LOCAL)
            {
                own = attribute.AsIPAddress();
            }
            else if (attribute.Type == IFA_ADDRESS)
            {
                other = attribute.AsIPAddress();
            }
        }
        if ((own ?? other) is not { } found)
        {
            return false;
        }

        address = new InterfaceAddress(header.LinkIndex, found, header.PrefixLength);
        return true;
    }

    private void Execute(ushort type, int flags, InterfaceAddress? address, string operation)
    {
        ArgumentNullException.ThrowIfNull(address);
        NetlinkWriter request = new();
        Write(request, type, flags, address);
        socket.Execute(request, operation);
    }

    private static IPAddress Broadcast(InterfaceAddress address)
    {
        byte[] bytes = address.Address.GetAddressBytes();
        for (int bit = address.PrefixLength; bit < 32; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
