using System.Buffers.Binary;
using MeshNet.Actors.Transport;
using MeshNet.Node.Transport;
using MeshNet.Testing;
using StreamReader = MeshNet.Node.Transport.StreamReader;

namespace MeshNet.Node.Tests.Transport;

/// <summary>Connections of anybody: what came whole before the first wrong length is handed on as it came, and nothing else.</summary>
public sealed class StreamFuzzTests
{
    private static readonly IPEndPoint Source = IPEndPoint.Parse("10.1.2.3:4711");

    [Fact]
    public async Task Whole_messages_arrive_and_wrong_ones_end_the_connection_with_all_memory_given_back()
    {
        PacketNetworkOptions options = new() { Listen = new IPEndPoint(IPAddress.Loopback, 0), InboundBytesMax = 1024 * 1024 };
        InboundBudget budget = new(options.InboundBytesMax);
        int delivered = 0;
        foreach (Random random in Fuzz.Rounds())
        {
            byte[] sent = Stream(random);
            (Socket ours, Socket theirs) = await Pair();
            Inbox inbox = new();
            Task reading = new StreamReader(ours, Source, options, budget, new NetworkCounters()).RunAsync(inbox, CancellationToken.None);
            using (theirs)
            {
                await SendAsync(theirs, sent, random);
            }

            await reading.WaitAsync(TimeSpan.FromMinutes(1));
            foreach (byte[] expected in Whole(sent))
            {
                Assert.False(inbox.IsEmpty, $"{Fuzz.Show(sent)}: a message of {expected.Length} bytes is missing");
                Assert.True(expected.AsSpan().SequenceEqual(inbox.Next().Bytes), Fuzz.Show(sent));
                delivered++;
            }

            Assert.True(inbox.IsEmpty, $"{Fuzz.Show(sent)}: more arrived than was sent");
            Assert.True(budget.TryTake((int)options.InboundBytesMax), $"{Fuzz.Show(sent)}: memory is still taken");
            budget.Return((int)options.InboundBytesMax);
        }

        Assert.True(delivered > 0);
    }

    private static byte[] Stream(Random random)
    {
        List<byte> bytes = [];
        for (int messages = random.Next(4); messages > 0; messages--)
        {
            byte[] message = Fuzz.Noise(random, random.Next(10) == 0 ? 70_000 : 50);
            byte[] length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
            bytes.AddRange([.. length, .. message]);
        }

        return random.Next(3) == 0 ? [.. bytes, .. Fuzz.Noise(random, 20)] : random.Next(2) == 0 ? Fuzz.Damage(random, bytes.ToArray()) : [.. bytes];
    }

    /// <summary>What a reader that is as simple as can be makes of it.</summary>
    private static IEnumerable<byte[]> Whole(byte[] sent)
    {
        int at = 0;
        while (sent.Length - at >= 4)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(sent.AsSpan(at));
            at += 4;
            if (length is 0 or > IPacketNetwork.StreamBytesMax || length > sent.Length - at)
            {
                yield break;
            }

            yield return sent[at..(at + (int)length)];
            at += (int)length;
        }
    }

    /// <summary>In pieces of any size; the other side may have had enough before the end.</summary>
    private static async Task SendAsync(Socket socket, byte[] bytes, Random random)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            int length = Math.Min(random.Next(1, random.Next(2) == 0 ? 8 : 100_000), bytes.Length - at);
            try
            {
                await socket.SendAsync(bytes.AsMemory(at, length));
            }
            catch (SocketException)
            {
                return;
            }

            at += length;
        }
    }

    private static async Task<(Socket Ours, Socket Theirs)> Pair()
    {
        UnixDomainSocketEndPoint address = new($"\0mn-fuzz-{Guid.NewGuid():n}");
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(address);
        listener.Listen();
        Socket theirs = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await theirs.ConnectAsync(address);
        return (await listener.AcceptAsync(), theirs);
    }
}
