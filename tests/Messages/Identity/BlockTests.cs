namespace MeshNet.Messages.Tests.Identity;

public sealed class BlockTests
{
    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("192.168.205.10/32")]
    public void A_subnet_is_read_as_it_is_written(string text)
    {
        Assert.True(Block.TryParse(text, out Block block));
        Assert.Equal(text, block.ToString());
    }

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10/8")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/08")]
    [InlineData("010.0.0.0/8")]
    [InlineData("2001:db8::/32")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => Assert.False(Block.TryParse(text, out _));
}
