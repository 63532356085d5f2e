using System.Threading.Channels;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Neighbours;
using static MeshNet.Linux.Interop.NeighbourConstants;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Monitoring;

/// <summary>
/// Reports what happens in a network namespace, so that we notice when somebody deletes a link. Events wait in a bounded channel;
/// while it is full they wait in the socket's buffer, and when that is full, too, <see cref="NetworkEvent.EventsLost"/> says so.
/// </summary>
public sealed class NetworkMonitor : IDisposable
{
    private const int ChannelCapacity = 256;
    private const int DatagramBytes = 64 * 1024;

    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<NetworkEvent> _events = Channel.CreateBounded<NetworkEvent>(ChannelCapacity);

    private NetworkMonitor(Socket socket)
    {
        _socket = socket;
        _ = ListenAsync(_stop.Token);
    }

    /// <summary>Completes when the monitor is disposed of, with an error if it could not go on.</summary>
    public ChannelReader<NetworkEvent> Events => _events.Reader;

    /// <param name="networkNamespace">The namespace to watch.</param>
    /// <param name="watchTables">Also tell of entries that are removed from neighbour tables and FDBs.</param>
    public static NetworkMonitor Open(NetworkNamespace networkNamespace, bool watchTables = false)
    {
        ArgumentNullException.ThrowIfNull(networkNamespace);
        using SafeDescriptor descriptor = networkNamespace.Run(NetlinkTransport.OpenDescriptor);
        NetlinkTransport.SetOption(descriptor, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, RTNLGRP_LINK);
        if (watchTables)
        {
            RemovalFilter.Attach(descriptor);
            NetlinkTransport.SetOption(descriptor, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, RTNLGRP_NEIGH);
        }
        return new NetworkMonitor(new Socket(new SafeSocketHandle(descriptor.Release(), ownsHandle: true)));
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        _stop.Cancel();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            byte[] datagram = new byte[DatagramBytes];
            while (true)
            {
                foreach (NetworkEvent happened in await ReceiveAsync(datagram, stop).ConfigureAwait(false))
                {
                    await _events.Writer.WriteAsync(happened, stop).ConfigureAwait(false);
                }
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever error the closed socket gives: we were asked to stop.
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        _events.Writer.Complete(failure);
    }

    private async Task<List<NetworkEvent>> ReceiveAsync(byte[] datagram, CancellationToken stop)
    {
        try
        {
            int length = await _socket.ReceiveAsync(datagram, stop).ConfigureAwait(false);
            return Parse(datagram.AsSpan(0, length));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.NoBufferSpaceAvailable)
        {
            Drain(datagram);
            return [new NetworkEvent.EventsLost()];
        }
    }

    /// <summary>
    /// Throws away what waits in the socket. Once it has overflowed the kernel drops everything, without a further word, until the
    /// socket is empty; only from then on does it make sense to look at everything again.
    /// </summary>
    private void Drain(byte[] datagram)
    {
        while (_socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
        {
            _socket.Receive(datagram);
        }
    }

    private static List<NetworkEvent> Parse(ReadOnlySpan<byte> datagram)
    {
        List<NetworkEvent> events = [];
        NetlinkReader reader = new(datagram);
        while (reader.TryRead(out NetlinkMessage message))
        {
            switch (message.Type)
            {
                // A bridge reports its ports with messages of its own family, which do not describe the link.
                case RTM_NEWLINK or RTM_DELLINK when message.Structure<LinkHeader>().Family == AF_UNSPEC:
                    LinkCodec.TryRead(message, out Link? link);
                    events.Add(message.Type == RTM_NEWLINK ? new NetworkEvent.LinkChanged(link!) : new NetworkEvent.LinkDeleted(link!));
                    break;
                case RTM_DELNEIGH when Removed(message) is { } removed:
                    events.Add(removed);
                    break;
            }
        }
        return events;
    }

    /// <summary>Null for entries that a bridge learned by itself and forgets again.</summary>
    private static NetworkEvent? Removed(in NetlinkMessage message)
    {
        NeighbourHeader header = message.Structure<NeighbourHeader>();
        IPAddress? address = null;
        MacAddress? mac = null;
        foreach (NetlinkAttribute attribute in message.AttributesAfter<NeighbourHeader>())
        {
            switch (attribute.Type)
            {
                case NDA_DST: address = attribute.AsIPAddress(); break;
                case NDA_LLADDR: mac = attribute.AsMacAddress(); break;
            }
        }
        bool isFdb = header.Family == AF_BRIDGE;
        if (isFdb)
        {
            return mac is { } known && (header.Flags & NTF_SELF) != 0 ? new NetworkEvent.FdbEntryRemoved(header.LinkIndex, known) : null;
        }

        return address is null ? null : new NetworkEvent.NeighbourRemoved(header.LinkIndex, address);
    }
}
