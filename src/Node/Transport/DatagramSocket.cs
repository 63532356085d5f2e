using MeshNet.Actors.Transport;
using Tmds.Linux;

namespace MeshNet.Node.Transport;

/// <summary>One UDP socket and the loop that reads it, into one buffer that is used again for every datagram.</summary>
internal sealed class DatagramSocket : IDisposable
{
    private const int DatagramBytesMax = 65_535;

    private readonly Socket _socket;
    private readonly NetworkCounters _counters;

    public DatagramSocket(PacketNetworkOptions options, NetworkCounters counters)
    {
        _counters = counters;
        _socket = new Socket(options.Listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            SetReceiveBuffer(options.ReceiveBufferBytes);
            _socket.Bind(options.Listen);
        }
        catch (SocketException trouble)
        {
            _socket.Dispose();
            throw PortException.Explain(options.Listen, "UDP", trouble);
        }
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Send(IPEndPoint to, ReadOnlySpan<byte> packet)
    {
        try
        {
            // Never waits: a full send buffer drops the datagram here instead of somewhere on the way.
            _socket.SendTo(packet, SocketFlags.None, to);
        }
        catch (Exception trouble) when (trouble is SocketException or ObjectDisposedException)
        {
            _counters.DatagramRefused();
        }
    }

    public async Task RunAsync(IPacketHandler handler, CancellationToken stop)
    {
        byte[] buffer = GC.AllocateArray<byte>(DatagramBytesMax, pinned: true);
        IPEndPoint any = new(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult result = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stop).ConfigureAwait(false);
                handler.Receive(PacketKind.Datagram, (IPEndPoint)result.RemoteEndPoint, buffer.AsSpan(0, result.ReceivedBytes));
            }
            catch (SocketException)
            {
                // A peer's ICMP "port unreachable" for an earlier datagram surfaces here: a dead peer is membership's business.
            }
            catch (Exception stopped) when (stop.IsCancellationRequested && stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void SetReceiveBuffer(int bytes)
    {
        try
        {
            _socket.SetRawSocketOption(LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, BitConverter.GetBytes(bytes));
        }
        catch (SocketException)
        {
            // Not root: the kernel gives as much as net.core.rmem_max allows.
            _socket.ReceiveBufferSize = bytes;
        }
    }
}
