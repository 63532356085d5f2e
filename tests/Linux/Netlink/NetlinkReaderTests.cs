using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Netlink;

public sealed class NetlinkReaderTests
{
    [Theory]
    [InlineData("10", "cut short")]
    [InlineData("0f000000100000000100000000000000", "claims 15 bytes")]
    [InlineData("11000000100000000100000000000000", "claims 17 bytes")]
    [InlineData("ffffffff100000000100000000000000", "claims 4294967295 bytes")]
    public void A_length_that_lies_is_refused(string datagram, string complaint)
    {
        InvalidDataException failure = Assert.Throws<InvalidDataException>(() =>
        {
            NetlinkReader reader = new(Convert.FromHexString(datagram));
            reader.TryRead(out _);
        });
        Assert.Contains(complaint, failure.Message);
    }

    [Theory]
    [InlineData("0300" + "0100")]
    [InlineData("0900" + "0100" + "01020304")]
    public void An_attributes_length_that_lies_is_refused(string attributes) =>
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (NetlinkAttribute attribute in new AttributeReader(Convert.FromHexString(attributes)))
            {
                Assert.Equal(1, attribute.Type);
            }
        });

    [Fact]
    public void The_flags_beside_an_attributes_type_are_not_part_of_it()
    {
        foreach (NetlinkAttribute attribute in new AttributeReader(Convert.FromHexString("08001280" + "04000100")))
        {
            Assert.Equal(18, attribute.Type);
            foreach (NetlinkAttribute child in attribute.Nested)
            {
                Assert.True(child.Data.IsEmpty && child.Type == 1);
            }
        }
    }

    [Fact]
    public void A_value_shorter_than_what_it_is_read_as_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new NetlinkAttribute(1, [1, 2, 3]).AsUInt32());

    [Fact]
    public void The_kernels_text_is_found_behind_a_capped_request()
    {
        string text = "1100" + "0100" + Convert.ToHexStringLower("No such port"u8) + "00" + "000000";
        string request = "ff000000" + "1c00" + "0505" + "05000000" + "00000000";
        NetlinkAnswer answer = Parse("38000000" + "0200" + "0003" + "05000000" + "00000000" + "efffffff" + request + text);
        Assert.Equal(new NetlinkAnswer(EEXIST, "No such port"), answer);
    }

    [Fact]
    public void The_kernels_text_is_found_behind_a_request_quoted_whole()
    {
        string text = "0700" + "0100" + Convert.ToHexStringLower("no"u8) + "00" + "00";
        string request = "14000000" + "1c00" + "0505" + "05000000" + "00000000" + "07000000";
        NetlinkAnswer answer = Parse("30000000" + "0200" + "0002" + "05000000" + "00000000" + "ffffffff" + request + text);
        Assert.Equal(new NetlinkAnswer(EPERM, "no"), answer);
    }

    private static NetlinkAnswer Parse(string datagram)
    {
        NetlinkReader reader = new(Convert.FromHexString(datagram));
        Assert.True(reader.TryRead(out NetlinkMessage message));
        return NetlinkAnswer.Parse(message);
    }
}
