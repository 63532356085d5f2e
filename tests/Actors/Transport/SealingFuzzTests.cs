using System.Text;
using MeshNet.Actors.Transport;
using MeshNet.Actors.Transport.Sealing;
using MeshNet.Testing;

namespace MeshNet.Actors.Tests.Transport;

/// <summary>Packets of anybody: whatever the bytes, opening them gives a reason to drop them, or the very message that a member sealed.</summary>
public sealed class SealingFuzzTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("hello");

    [Theory]
    [InlineData(PacketKind.Datagram)]
    [InlineData(PacketKind.Stream)]
    public void A_packet_that_is_not_as_it_was_sealed_is_dropped(PacketKind kind)
    {
        ClusterKeys keys = new(new ClusterId(1), new ClusterSecret(new byte[ClusterSecret.Length]));
        PacketSealer sealer = new(keys, new NodeId(1), startNonce: 100);
        using PacketOpener opener = new(keys, new NodeId(2), startNonce: 200);
        SortedSet<DropReason> reasons = [];
        foreach (Random random in Fuzz.Rounds())
        {
            byte[] packet = sealer.Seal(kind, Message);
            byte[] damaged = random.Next(4) switch
            {
                0 => Fuzz.Noise(random, 200),
                1 => [.. packet.AsSpan(0, random.Next(packet.Length)), .. Fuzz.Noise(random, 100)],
                _ => Fuzz.Damage(random, packet),
            };
            bool isSound = damaged.AsSpan().SequenceEqual(packet);
            Fuzz.Feed(damaged, bytes =>
            {
                OpenedPacket opened = opener.Open(kind, bytes);
                Assert.Equal(isSound, opened.Dropped is null);
                opener.IsReject(bytes, out _);
                if (opened.Dropped is { } reason)
                {
                    reasons.Add(reason);
                }
            });
        }

        Assert.True(reasons.Count > 1, $"all were dropped because of {string.Join(' ', reasons)}");
    }
}
