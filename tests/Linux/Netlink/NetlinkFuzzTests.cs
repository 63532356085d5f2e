using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Neighbours;
using MeshNet.Linux.Routes;
using MeshNet.Testing;

namespace MeshNet.Linux.Tests.Netlink;

public sealed class NetlinkFuzzTests
{
    [Fact]
    public void Random_bytes_are_read_or_refused_and_never_read_beyond()
    {
        // Whatever a message holds, a reader gives values or an InvalidDataException. The bytes lie at the end of their
        // array, so that a step too far throws another exception and fails the test.
        byte[] datagram = new byte[512];
        int read = 0, refused = 0;
        foreach (Random random in Fuzz.Rounds())
        {
            int length = Mutate(random, datagram);
            refused += Fuzz.Takes<InvalidDataException>(datagram[..length], bytes => read += ReadAll(bytes)) ? 0 : 1;
        }
        Assert.True(read > 0, "no message was readable");
        Assert.True(refused > 0, "no datagram was refused");
    }

    /// <summary>Half of the time pure noise; else a sound message, cut and with a few bytes changed.</summary>
    private static int Mutate(Random random, byte[] datagram)
    {
        random.NextBytes(datagram);
        if (random.Next(8) == 0)
        {
            return random.Next(datagram.Length);
        }

        NetlinkWriter writer = new();
        ushort[] types =
        [
            NetlinkConstants.RTM_NEWLINK, NetlinkConstants.RTM_NEWNEIGH, NetlinkConstants.RTM_NEWROUTE, NetlinkConstants.RTM_NEWADDR,
            NetlinkConstants.NLMSG_ERROR, NetlinkConstants.NLMSG_DONE,
        ];
        using (writer.Message(types[random.Next(types.Length)], random.Next(ushort.MaxValue)))
        {
            writer.Structure(new LinkHeader { Family = (byte)random.Next(11), Index = random.Next(3) });
            writer.Attribute((ushort)random.Next(40), random.Next());
            using (writer.Nested(LinkConstants.IFLA_LINKINFO))
            {
                writer.Attribute(LinkConstants.IFLA_INFO_KIND, random.Next(2) == 0 ? "vxlan" : "bridge");
                using (writer.Nested(LinkConstants.IFLA_INFO_DATA))
                {
                    writer.Attribute((ushort)random.Next(30), IPAddress.Loopback);
                }
            }
            writer.Attribute((ushort)random.Next(16), MacAddress.Zero);
        }
        writer.Written.CopyTo(datagram);
        int length = writer.Written.Length;
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            datagram[random.Next(length)] = (byte)random.Next(256);
        }

        return random.Next(4) == 0 ? random.Next(length) : length;
    }

    private static int ReadAll(ReadOnlySpan<byte> datagram)
    {
        int messages = 0;
        NetlinkReader reader = new(datagram);
        while (reader.TryRead(out NetlinkMessage message))
        {
            messages++;
            LinkCodec.TryRead(message, out _);
            NeighbourOperations.TryRead(message, 1, out _);
            FdbOperations.TryRead(message, 1, out _);
            AddressOperations.TryRead(message, out _);
            RouteCodec.TryRead(message, out _);
            RouteCodec.TryReadLookup(message, out _);
            if (message.Type is NetlinkConstants.NLMSG_ERROR or NetlinkConstants.NLMSG_DONE)
            {
                NetlinkAnswer.Parse(message);
            }
        }
        return messages;
    }
}
