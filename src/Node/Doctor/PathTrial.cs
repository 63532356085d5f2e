using System.Net.NetworkInformation;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Doctor;

/// <summary>Tests the path to another host: a TCP connection to its gossip port, and unfragmented packets of growing size.</summary>
internal static class PathTrial
{
    private const int Ipv4Headers = 28;
    private const int Ipv6Headers = 48;
    private const int PacketBytesMin = 576;
    private const int TimeToLive = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<PeerPath> RunAsync(NodeRow node, PathRow? ways, int mtu, CancellationToken cancellation)
    {
        IPEndPoint address = IPEndPoint.Parse(node.Address);
        return new(
            node.Name,
            address,
            node.Status,
            await ConnectAsync(address, cancellation).ConfigureAwait(false),
            mtu,
            await LargestAsync(address.Address, mtu).ConfigureAwait(false),
            ways);
    }

    private static async Task<string?> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(address, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException refusal)
        {
            return refusal.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
    }

    /// <summary>The size that should pass; otherwise the largest that does, found by bisection.</summary>
    private static async Task<int> LargestAsync(IPAddress address, int mtu)
    {
        if (await PassesAsync(address, mtu).ConfigureAwait(false))
        {
            return mtu;
        }

        if (!await PassesAsync(address, PacketBytesMin).ConfigureAwait(false))
        {
            return 0;
        }

        (int passes, int fails) = (PacketBytesMin, mtu);
        while (fails - passes > 1)
        {
            int middle = (passes + fails) / 2;
            (passes, fails) = await PassesAsync(address, middle).ConfigureAwait(false) ? (middle, fails) : (passes, middle);
        }

        return passes;
    }

    private static async Task<bool> PassesAsync(IPAddress address, int packetBytes)
    {
        int headers = address.AddressFamily == AddressFamily.InterNetworkV6 ? Ipv6Headers : Ipv4Headers;
        using Ping ping = new();
        try
        {
            PingReply reply = await ping.SendPingAsync(
                address, (int)Patience.TotalMilliseconds, new byte[packetBytes - headers], new PingOptions(TimeToLive, dontFragment: true)).ConfigureAwait(false);
            return reply.Status == IPStatus.Success;
        }
        catch (PingException)
        {
            // The kernel already knows that the packet is too large for the path.
            return false;
        }
    }
}
