using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

public sealed class DnsReaderTests
{
    [Fact]
    public void A_name_comes_in_lower_case_without_its_final_dot()
    {
        Assert.Equal("web.demo", Read("\u0003WeB\u0004dEmo\0", 0));
    }

    [Fact]
    public void The_root_is_the_empty_name()
    {
        Assert.Equal("", Read("\0", 0));
    }

    [Fact]
    public void A_pointer_continues_the_name_where_it_leads_and_the_reader_goes_on_behind_it()
    {
        byte[] message = [.. new byte[12], 4, .. "demo"u8, 0, 3, .. "web"u8, 0xC0, 12, 0xAB, 0xCD];
        DnsReader reader = new(message, 18);

        Assert.True(reader.TryReadName(out string name));
        Assert.True(reader.TryReadUInt16(out ushort next));

        Assert.Equal("web.demo", name);
        Assert.Equal(0xABCD, next);
    }

    [Theory]
    [InlineData(12)] // to itself
    [InlineData(14)] // forward
    [InlineData(4)] // into the header
    public void A_pointer_that_does_not_lead_back_is_refused(byte target)
    {
        byte[] message = [.. new byte[12], 0xC0, target, 0, 0];

        Assert.False(new DnsReader(message, 12).TryReadName(out _));
    }

    [Fact]
    public void Two_pointers_that_lead_to_each_other_end()
    {
        byte[] message = [.. new byte[12], 0xC0, 14, 0xC0, 12];

        Assert.False(new DnsReader(message, 14).TryReadName(out _));
    }

    [Fact]
    public void A_pointer_back_into_labels_that_lead_to_it_again_is_refused()
    {
        byte[] message = [.. new byte[12], 1, (byte)'a', 0xC0, 12];

        Assert.False(new DnsReader(message, 12).TryReadName(out _));
    }

    [Fact]
    public void A_name_of_more_than_255_bytes_is_refused()
    {
        byte[] label = [63, .. Enumerable.Repeat((byte)'a', 63)];

        Assert.True(new DnsReader([.. label, .. label, .. label, 61, .. label[1..62], 0]).TryReadName(out _));
        Assert.False(new DnsReader([.. label, .. label, .. label, .. label, 0]).TryReadName(out _));
    }

    [Theory]
    [InlineData("\u0003we")]
    [InlineData("\u0003web")]
    [InlineData("")]
    [InlineData("\u00C0")]
    [InlineData("\u0040aaa\0")] // the two upper bits 01 mean nothing
    public void A_name_that_the_bytes_do_not_hold_is_refused(string bytes)
    {
        Assert.False(new DnsReader([.. bytes.Select(c => (byte)c)]).TryReadName(out _));
    }

    [Fact]
    public void A_dot_within_a_label_does_not_look_like_two_labels()
    {
        Assert.Equal("a\\046b", Read("\u0003a.b\0", 0));
        Assert.Equal("a\\000b", Read("\u0003a\0b\0", 0));
    }

    private static string Read(string bytes, int position)
    {
        Assert.True(new DnsReader([.. bytes.Select(c => (byte)c)], position).TryReadName(out string name));
        return name;
    }
}
