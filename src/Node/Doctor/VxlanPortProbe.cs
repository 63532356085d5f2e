using System.Buffers.Binary;
using MeshNet.Actors.Diagnosis;

namespace MeshNet.Node.Doctor;

/// <summary>
/// Receives what arrives at the VXLAN port through a raw socket, which gets a copy of every UDP packet that the firewall lets in, whoever holds
/// the port. What is sent has no VXLAN flag set: a kernel that holds the port drops it.
/// </summary>
public sealed class VxlanPortProbe(IPAddress own, int port) : IPortProbe
{
    private const int UdpHeaderBytes = 8;
    private const int VxlanHeaderBytes = 8;
    private const int PayloadBytes = VxlanHeaderBytes + sizeof(ulong);
    private const int PacketBytesMax = 65_536;

    private bool IsIPv6 => own.AddressFamily == AddressFamily.InterNetworkV6;

    public IDisposable Listen(Action<IPAddress, ulong> heard)
    {
        try
        {
            Socket socket = new(own.AddressFamily, SocketType.Raw, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(own, 0));
            _ = ReceiveAsync(socket, heard);
            return socket;
        }
        catch (SocketException refusal)
        {
            throw new IOException($"no raw socket on {own}: {refusal.Message}", refusal);
        }
    }

    public void Send(IPAddress to, ulong trial)
    {
        Span<byte> payload = stackalloc byte[PayloadBytes];
        payload.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(payload[VxlanHeaderBytes..], trial);
        using Socket socket = new(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SendTo(payload, new IPEndPoint(to, port));
        }
        catch (SocketException)
        {
            // A packet that could not leave is not heard, and that is what the test reports.
            return;
        }
    }

    private async Task ReceiveAsync(Socket socket, Action<IPAddress, ulong> heard)
    {
        byte[] packet = new byte[PacketBytesMax];
        EndPoint any = new IPEndPoint(IsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            try
            {
                SocketReceiveFromResult received = await socket.ReceiveFromAsync(packet, SocketFlags.None, any).ConfigureAwait(false);
                if (Trial(packet.AsSpan(0, received.ReceivedBytes)) is { } trial)
                {
                    heard(((IPEndPoint)received.RemoteEndPoint).Address, trial);
                }
            }
            catch (Exception end) when (end is ObjectDisposedException or SocketException)
            {
                // Whoever listened has closed the socket, or the host's network is gone: nothing more is heard.
                return;
            }
        }
    }

    /// <summary>The number in a packet that <see cref="Send"/> made; null of any other. IPv4's raw sockets give the IP header as well.</summary>
    private ulong? Trial(ReadOnlySpan<byte> packet)
    {
        if (!IsIPv6)
        {
            int headerBytes = packet.IsEmpty ? 0 : (packet[0] & 0x0f) * 4;
            packet = packet.Length > headerBytes ? packet[headerBytes..] : [];
        }

        bool isOurs = packet.Length == UdpHeaderBytes + PayloadBytes
            && BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) == port
            && BinaryPrimitives.ReadUInt64BigEndian(packet[UdpHeaderBytes..]) == 0;
        return isOurs ? BinaryPrimitives.ReadUInt64BigEndian(packet[(UdpHeaderBytes + VxlanHeaderBytes)..]) : null;
    }
}
