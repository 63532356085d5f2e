using System.Runtime.CompilerServices;

namespace MeshNet.Linux.Netlink;

/// <summary>What an NLMSG_ERROR or NLMSG_DONE message says: success (0) or an error number, and the kernel's text.</summary>
internal readonly record struct NetlinkAnswer(int Errno, string? KernelText)
{
    public bool IsSuccess => Errno == 0;

    public NetlinkException ToException(string operation) => new(operation, Errno, KernelText);

    public static NetlinkAnswer Parse(in NetlinkMessage message)
    {
        // Some dumps end in an NLMSG_DONE without a code.
        if (message.Type == NetlinkConstants.NLMSG_DONE && message.Payload.IsEmpty)
        {
            return default;
        }

        int errno = -message.Structure<int>();
        if (!message.Has(NetlinkConstants.NLM_F_ACK_TLVS))
        {
            return new NetlinkAnswer(errno, null);
        }

        foreach (NetlinkAttribute attribute in new AttributeReader(message.Payload[AttributesOffset(message)..]))
        {
            if (attribute.Type == NetlinkConstants.NLMSGERR_ATTR_MSG)
            {
                return new NetlinkAnswer(errno, attribute.AsText());
            }
        }
        return new NetlinkAnswer(errno, null);
    }

    /// <summary>
    /// The attributes follow the code and, in an error, the request's header; and the request's payload as well unless the kernel
    /// left it out, which NETLINK_CAP_ACK asks for.
    /// </summary>
    private static int AttributesOffset(in NetlinkMessage message)
    {
        int offset = sizeof(int);
        if (message.Type == NetlinkConstants.NLMSG_ERROR)
        {
            if (!MemoryMarshal.TryRead(message.Payload[offset..], out MessageHeader request))
            {
                throw new InvalidDataException($"Netlink error of {message.Payload.Length} bytes does not hold the request's header.");
            }

            long length = message.Has(NetlinkConstants.NLM_F_CAPPED) ? Unsafe.SizeOf<MessageHeader>() : (request.Length + 3L) & ~3L;
            if (length > message.Payload.Length - offset)
            {
                throw new InvalidDataException($"Netlink error of {message.Payload.Length} bytes claims a request of {length}.");
            }

            offset += (int)length;
        }
        return offset;
    }
}
