using MeshNet.Linux.Neighbours;

namespace MeshNet.Linux.Tests.Netlink;

/// <summary>The bytes are those that strace shows of iproute2 for the same requests (little-endian machine).</summary>
public sealed class NetlinkWriterTests
{
    private readonly NetlinkWriter _writer = new(capacity: 16);

    private string Hex => Convert.ToHexStringLower(_writer.Written);

    [Fact]
    public void A_message_has_its_length_type_flags_and_sequence_in_front()
    {
        using (_writer.Message(NetlinkConstants.RTM_GETLINK, NetlinkConstants.NLM_F_DUMP))
        {
        }
        _writer.NumberLast(0x01020304);
        Assert.Equal("10000000" + "1200" + "0103" + "04030201" + "00000000", Hex);
    }

    [Fact]
    public void Attributes_are_padded_to_four_bytes_and_their_length_does_not_count_the_padding()
    {
        using (_writer.Message(0, 0))
        {
            _writer.Attribute(3, "lo");
            _writer.Attribute(7, (byte)0xab);
        }
        Assert.Equal("0700" + "0300" + "6c6f00" + "00" + "0500" + "0700" + "ab" + "000000", Hex[32..]);
        Assert.Equal(32, _writer.Written[0]);
    }

    [Fact]
    public void A_nested_attribute_spans_its_children_and_says_that_it_is_nested()
    {
        using (_writer.Message(0, 0))
        {
            using (_writer.Nested(18))
            {
                _writer.Attribute(1, "veth");
                using (_writer.Nested(2))
                {
                    _writer.Attribute(4, 1450);
                }
            }
            _writer.Attribute(10, 5);
        }
        string kind = "0900" + "0100" + "7665746800" + "000000";
        string data = "0c00" + "0280" + "0800" + "0400" + "aa050000";
        Assert.Equal("1c00" + "1280" + kind + data + "0800" + "0a00" + "05000000", Hex[32..]);
    }

    [Fact]
    public void Ports_and_addresses_have_network_order()
    {
        using (_writer.Message(0, 0))
        {
            _writer.AttributeBigEndian(15, 7948);
            _writer.Attribute(1, IPAddress.Parse("192.0.2.7"));
            _writer.Attribute(1, IPAddress.Parse("2001:db8::1"));
            _writer.Attribute(2, MacAddress.Parse("02:42:0a:00:00:01"));
        }
        string expected = "0600" + "0f00" + "1f0c" + "0000" +
            "0800" + "0100" + "c0000207" +
            "1400" + "0100" + "20010db8000000000000000000000001" +
            "0a00" + "0200" + "02420a000001" + "0000";
        Assert.Equal(expected, Hex[32..]);
    }

    [Fact]
    public void An_fdb_replacement_is_what_bridge_fdb_replace_sends()
    {
        FdbOperations.Write(_writer, 7, new FdbEdit(EditKind.Replace, MacAddress.Parse("02:42:0a:00:00:02"), IPAddress.Parse("192.0.2.1")));
        string header = "30000000" + "1c00" + "0105" + "00000000" + "00000000";
        string ndmsg = "07" + "00" + "0000" + "07000000" + "c000" + "02" + "00";
        Assert.Equal(header + ndmsg + "0a00" + "0200" + "02420a000002" + "0000" + "0800" + "0100" + "c0000201", Hex);
    }

    [Fact]
    public void A_neighbour_deletion_carries_no_mac()
    {
        NeighbourOperations.Write(_writer, 7, new NeighbourEdit(EditKind.Delete, IPAddress.Parse("10.0.0.2"), MacAddress.Zero));
        string header = "24000000" + "1d00" + "0100" + "00000000" + "00000000";
        string ndmsg = "02" + "00" + "0000" + "07000000" + "8000" + "00" + "00";
        Assert.Equal(header + ndmsg + "0800" + "0100" + "0a000002", Hex);
    }

    [Fact]
    public void Several_messages_follow_each_other_and_flags_go_to_the_last()
    {
        for (int index = 0; index < 3; index++)
        {
            using (_writer.Message(1, 0))
            {
                _writer.Attribute(1, (byte)index);
            }

            _writer.NumberLast((uint)index + 1);
        }
        _writer.AddFlagsToLast(NetlinkConstants.NLM_F_ACK);
        NetlinkReader reader = new(_writer.Written);
        for (uint index = 0; index < 3; index++)
        {
            Assert.True(reader.TryRead(out NetlinkMessage message));
            Assert.Equal(index + 1, message.Sequence);
            Assert.Equal(index == 2, message.Has(NetlinkConstants.NLM_F_ACK));
        }
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void An_attribute_longer_than_its_length_field_is_refused()
    {
        using (_writer.Message(0, 0))
        {
            Assert.Throws<ArgumentException>(() => _writer.Attribute(1, new byte[ushort.MaxValue]));
        }
    }
}
