using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace MeshNet.Lab.Tests;

/// <summary>
/// A packet every millisecond from one container to another, for as long as something is done to their hosts. A socket of this process
/// in the container's network namespace sends them: the machine's ping reaches a third of that where the kernel's timer ticks every
/// 4 ms, and has little room for answers when the machine is busy.
/// </summary>
public sealed class PingStream : IAsyncDisposable
{
    /// <summary>What a machine without time for the sender missed is not made up for all at once: queues on the way have bounds.</summary>
    private const int BurstMax = 10;

    private const int EchoRequest = 8;
    private const int EchoReply = 0;
    private const int IcmpHeaderBytes = 8;
    private const int IcmpBytes = IcmpHeaderBytes + sizeof(ulong);

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly EndPoint _address;
    private readonly ushort _identifier = (ushort)Random.Shared.Next(1, ushort.MaxValue);
    private readonly ConcurrentDictionary<ulong, byte> _unanswered = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Task _sending;
    private readonly Task _receiving;
    private ulong _sent;
    private volatile bool _isEnding;

    private PingStream(Socket socket, EndPoint address)
    {
        _socket = socket;
        _address = address;
        _receiving = Receive();
        _sending = Task.Factory.StartNew(Send, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <param name="host">The host of the container that sends.</param>
    /// <param name="container">Its name.</param>
    /// <param name="address">Of the container that answers.</param>
    public static async Task<PingStream> Start(LabHost host, string container, string address)
    {
        Socket socket = await ContainerSocket.OpenIcmp(await host.NetworkNamespaceOf(container));
        return new(socket, new IPEndPoint(IPAddress.Parse(address), 0));
    }

    /// <summary>Ends the ping and fails if a packet was lost.</summary>
    /// <param name="meanwhile">What was done, for the report.</param>
    public async Task LostNothing(string meanwhile)
    {
        _isEnding = true;
        await _sending;
        TimeSpan took = _clock.Elapsed;
        while (!_unanswered.IsEmpty && _clock.Elapsed < took + AnswerPatience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        int lost = _unanswered.Count;
        // Not later: an open socket keeps the namespace of a container that ends.
        await DisposeAsync();
        Figures.Print($"1 ms ping through {meanwhile}: {_sent} sent in {took.TotalSeconds:0.0} s ({_sent / took.TotalSeconds:0}/s), {lost} lost");
        Assert.True(_sent > 0, "no packet was sent");
        Assert.Equal(0, lost);
    }

    public async ValueTask DisposeAsync()
    {
        _isEnding = true;
        await _sending;
        _socket.Dispose();
        await _receiving;
    }

    private void Send()
    {
        ulong skipped = 0;
        while (!_isEnding)
        {
            ulong due = (ulong)_clock.ElapsedMilliseconds;
            for (int burst = 0; burst < BurstMax && _sent + skipped < due; burst++)
            {
                SendOne(++_sent);
            }

            skipped = due - _sent;
            Thread.Sleep(1);
        }
    }

    private void SendOne(ulong number)
    {
        Span<byte> packet = stackalloc byte[IcmpBytes];
        packet.Clear();
        packet[0] = EchoRequest;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], _identifier);
        BinaryPrimitives.WriteUInt16BigEndian(packet[6..], (ushort)number);
        BinaryPrimitives.WriteUInt64BigEndian(packet[IcmpHeaderBytes..], number);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], Checksum(packet));
        _unanswered[number] = 0;
        try
        {
            _socket.SendTo(packet, _address);
        }
        catch (SocketException)
        {
            // A packet that the kernel did not take is not answered, and so counts as lost.
            return;
        }
    }

    private async Task Receive()
    {
        byte[] packet = new byte[2048];
        while (true)
        {
            try
            {
                int bytes = await _socket.ReceiveAsync(packet);
                if (Answered(packet.AsSpan(0, bytes)) is { } number)
                {
                    _unanswered.TryRemove(number, out _);
                }
            }
            catch (Exception end) when (_isEnding && end is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>The number of the packet that this one answers; null if it is none of this stream's.</summary>
    private ulong? Answered(ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> icmp = packet[((packet[0] & 0x0f) * 4)..];
        return icmp.Length == IcmpBytes && icmp[0] == EchoReply && BinaryPrimitives.ReadUInt16BigEndian(icmp[4..]) == _identifier
            ? BinaryPrimitives.ReadUInt64BigEndian(icmp[IcmpHeaderBytes..])
            : null;
    }

    private static ushort Checksum(ReadOnlySpan<byte> packet)
    {
        uint sum = 0;
        for (int index = 0; index < packet.Length; index += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(packet[index..]);
        }

        while (sum > ushort.MaxValue)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
