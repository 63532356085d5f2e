using Tmds.Linux;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Netlink;

/// <summary>The datagrams below a <see cref="NetlinkSocket"/>: a descriptor with its options, send and receive.</summary>
internal sealed class NetlinkTransport : INetlinkTransport
{
    /// <summary>The kernel answers within the send itself; waiting means that an answer was lost.</summary>
    private const int AnswerTimeoutSeconds = 10;

    /// <summary>Holds the refusals of a whole batch. The limit net.core.rmem_max does not bind root.</summary>
    private const int ReceiveBufferBytes = 4 * 1024 * 1024;

    /// <summary>The largest datagram read. The kernel fills dumps up to 32 kB; details of virtual functions are not asked for.</summary>
    private const int DatagramBytes = 64 * 1024;

    private readonly SafeDescriptor _descriptor;
    private readonly byte[] _datagram = new byte[DatagramBytes];

    private NetlinkTransport(SafeDescriptor descriptor) => _descriptor = descriptor;

    public static unsafe NetlinkTransport Open()
    {
        SafeDescriptor descriptor = OpenDescriptor();
        try
        {
            SetOption(descriptor, SOL_NETLINK, NETLINK_EXT_ACK, 1);
            SetOption(descriptor, SOL_NETLINK, NETLINK_CAP_ACK, 1);
            // Dumps filtered by link in the kernel: without it one link's neighbours cost a walk over all of them.
            SetOption(descriptor, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
            // struct timeval: seconds, microseconds.
            long* timeout = stackalloc long[] { AnswerTimeoutSeconds, 0 };
            using BorrowedDescriptor used = new(descriptor);
            SystemCallException.ThrowIfNegative(
                setsockopt(used, SOL_SOCKET, SO_RCVTIMEO, timeout, 2 * sizeof(long)), "set netlink receive timeout");
            return new NetlinkTransport(descriptor);
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    /// <summary>A bound netlink descriptor with a large receive buffer, also what a monitor listens on.</summary>
    public static unsafe SafeDescriptor OpenDescriptor()
    {
        int number = SystemCallException.ThrowIfNegative(
            socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), "open netlink socket");
        SafeDescriptor descriptor = new(number);
        try
        {
            SetReceiveBuffer(descriptor);
            // struct sockaddr_nl: family, padding, port id (0: the kernel chooses), groups.
            byte* address = stackalloc byte[12];
            new Span<byte>(address, 12).Clear();
            *(ushort*)address = (ushort)AF_NETLINK;
            using BorrowedDescriptor used = new(descriptor);
            SystemCallException.ThrowIfNegative(bind(used, (sockaddr*)address, 12), "bind netlink socket");
            return descriptor;
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    public static unsafe void SetOption(SafeDescriptor descriptor, int level, int option, int value)
    {
        using BorrowedDescriptor used = new(descriptor);
        SystemCallException.ThrowIfNegative(
            setsockopt(used, level, option, &value, sizeof(int)), $"set netlink socket option {level}/{option}");
    }

    public void Dispose() => _descriptor.Dispose();

    public unsafe void Send(ReadOnlySpan<byte> messages, string operation)
    {
        using BorrowedDescriptor used = new(_descriptor);
        fixed (byte* start = messages)
        {
            long sent;
            do
            {
                sent = send(used, start, messages.Length, 0);
            }
            while (sent < 0 && errno == EINTR);

            if (sent < 0)
            {
                throw new NetlinkException(operation, errno);
            }
        }
    }

    public unsafe ReadOnlySpan<byte> Receive(string operation)
    {
        long length;
        using BorrowedDescriptor used = new(_descriptor);
        fixed (byte* start = _datagram)
        {
            do
            {
                length = recv(used, start, DatagramBytes, MSG_TRUNC);
            }
            while (length < 0 && errno == EINTR);
        }
        if (length < 0)
        {
            int error = errno;
            string? reason = error == EAGAIN ? $"the kernel gave no answer for {AnswerTimeoutSeconds} s" : null;
            throw new NetlinkException(operation, error, reason);
        }
        if (length > DatagramBytes)
        {
            throw new InvalidDataException($"{operation}: a netlink datagram of {length} bytes is larger than {DatagramBytes}.");
        }

        return _datagram.AsSpan(0, (int)length);
    }

    private static unsafe void SetReceiveBuffer(SafeDescriptor descriptor)
    {
        int size = ReceiveBufferBytes;
        using BorrowedDescriptor used = new(descriptor);
        if (setsockopt(used, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(int)) >= 0)
        {
            return;
        }

        // Not root: take as much as net.core.rmem_max allows.
        SetOption(descriptor, SOL_SOCKET, SO_RCVBUF, size);
    }
}
