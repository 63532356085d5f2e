namespace MeshNet.Messages.Tests.Identity;

public sealed class JoinTokenTests
{
    private static readonly JoinToken Token = new(
        new ClusterId(new UInt128(0x0123456789ABCDEF, 0xFEDCBA9876543210)),
        new ClusterSecret([.. Enumerable.Range(0, ClusterSecret.Length).Select(i => (byte)(i * 37))]));

    [Fact]
    public void A_printed_token_parses_back()
    {
        JoinToken parsed = JoinToken.Parse(Token.Print());

        Assert.Equal(Token, parsed);
        Assert.True(Token.Secret.Bytes.SequenceEqual(parsed.Secret.Bytes));
    }

    [Fact]
    public void Spaces_around_it_and_lower_case_do_no_harm() =>
        Assert.Equal(Token, JoinToken.Parse($"  {Token.Print().ToLowerInvariant()}\n"));

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        string text = Token.Print();
        for (int i = "MNET1-".Length; i < text.Length; i++)
        {
            string wrong = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            FormatException refused = Assert.Throws<FormatException>(() => JoinToken.Parse(wrong));
            Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "not a join token")]
    [InlineData("SWMTKN-1-abc", "not a join token")]
    [InlineData("MNET2-ABCDEFG", "does not know")]
    [InlineData("MNET1-ABC", "too short")]
    public void What_is_wrong_with_a_token_is_said(string text, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => JoinToken.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cut_and_a_lengthened_token_are_told_apart()
    {
        string text = Token.Print();
        Assert.Contains("too short", Assert.Throws<FormatException>(() => JoinToken.Parse(text[..^1])).Message, StringComparison.Ordinal);
        Assert.Contains("too long", Assert.Throws<FormatException>(() => JoinToken.Parse(text + "A")).Message, StringComparison.Ordinal);
        Assert.Contains("damaged", Assert.Throws<FormatException>(() => JoinToken.Parse(text[..^1] + "!")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_own_text_does_not_show_the_secret()
    {
        Assert.Contains("(secret)", Token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Token.Secret.Bytes), Token.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
