namespace MeshNet.Messages.Tests;

public sealed class MacAddressTests
{
    [Theory]
    [InlineData("02:42:0a:00:00:01", "02:42:0a:00:00:01")]
    [InlineData("02:42:0A:FF:9c:01", "02:42:0a:ff:9c:01")]
    [InlineData("00:00:00:00:00:00", "00:00:00:00:00:00")]
    [InlineData("ff:ff:ff:ff:ff:ff", "ff:ff:ff:ff:ff:ff")]
    public void Text_is_read_in_either_case_and_written_in_lower_case(string text, string expected) =>
        Assert.Equal(expected, MacAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("02:42:0a:00:00")]
    [InlineData("02:42:0a:00:00:01:02")]
    [InlineData("02-42-0a-00-00-01")]
    [InlineData("0242.0a00.0001")]
    [InlineData("02:42:0a:00:00:0g")]
    [InlineData(" 2:42:0a:00:00:01")]
    [InlineData("02:42:0a:00:00:01 ")]
    [InlineData("2:420:a:00:00:01x")]
    public void Other_text_is_refused(string? text) => Assert.False(MacAddress.TryParse(text, out _));

    [Fact]
    public void A_refusal_quotes_the_text_and_shows_the_form()
    {
        FormatException refusal = Assert.Throws<FormatException>(() => MacAddress.Parse("nonsense"));
        Assert.Contains("'nonsense'", refusal.Message);
        Assert.Contains("02:42:0a:00:00:01", refusal.Message);
    }

    [Fact]
    public void Bytes_keep_their_order()
    {
        byte[] bytes = [0x02, 0x42, 0x0a, 0x01, 0xfe, 0x80];
        MacAddress address = new(bytes);
        Assert.Equal("02:42:0a:01:fe:80", address.ToString());
        Assert.Equal(bytes, address.ToArray());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(0)]
    public void Any_other_number_of_bytes_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new MacAddress(new byte[length]));

    [Fact]
    public void Equality_and_order_follow_the_bytes()
    {
        MacAddress smaller = MacAddress.Parse("02:42:0a:00:00:ff");
        MacAddress larger = MacAddress.Parse("02:42:0a:00:01:00");
        Assert.True(smaller < larger);
        Assert.True(larger >= smaller);
        Assert.Equal(smaller, MacAddress.Parse("02:42:0A:00:00:FF"));
        Assert.Equal(MacAddress.Zero, default);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0x3fff_ffff_ffffUL)]
    [InlineData(0x1234_5678_9abcUL)]
    public void A_locally_administered_address_is_unicast_and_never_a_manufacturers(ulong value)
    {
        MacAddress address = MacAddress.LocallyAdministered(value);
        Assert.True(address.IsLocallyAdministered);
        Assert.False(address.IsMulticast);
    }

    [Fact]
    public void All_46_free_bits_of_a_locally_administered_address_are_used()
    {
        HashSet<MacAddress> seen = [];
        for (int bit = 0; bit < 46; bit++)
        {
            Assert.True(seen.Add(MacAddress.LocallyAdministered(1UL << bit)));
        }
    }
}
