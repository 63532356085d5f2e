namespace MeshNet.Hocon.Tests;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("{", "1:1", "the brace that opens here is not closed")]
    [InlineData("a = 1\nb {\n c = 2\n", "2:3", "the brace that opens here is not closed")]
    [InlineData("a = 1 }", "1:7", "a comma or a new line is needed before '}'")]
    [InlineData("}", "1:1", "a key is needed here, not '}'")]
    [InlineData("{ a = 1 } b = 2", "1:11", "nothing may follow the last brace of the root")]
    [InlineData("[1, 2]", "1:1", "the root of a configuration must be an object")]
    [InlineData("a = [1, 2", "1:5", "the bracket that opens here is not closed")]
    [InlineData("a = [1 }", "1:8", "a comma or a new line is needed before '}'")]
    [InlineData("a = ]", "1:5", "a value is needed here, not ']'")]
    [InlineData("a = [,1]", "1:6", "a value is needed here, not ','")]
    [InlineData("a = [1,,2]", "1:8", "a value is needed here, not ','")]
    [InlineData("a = 1,,b = 2", "1:7", "a key is needed here, not ','")]
    [InlineData(",a = 1", "1:1", "a key is needed here, not ','")]
    [InlineData("a = 1,\n,b = 2", "2:1", "a key is needed here, not ','")]
    [InlineData("a", "1:2", "the key a must be followed by =, : or {, not by the end of the text")]
    [InlineData("a 1", "1:4", "the key \"a 1\" must be followed by")]
    [InlineData("a =", "1:4", "a value is needed here, not the end of the text")]
    [InlineData("a = 1 b = 2", "1:9", "a comma or a new line is needed before '='")]
    [InlineData("= 1", "1:1", "a key is needed here, not '='")]
    [InlineData("a = x:y", "1:6", "a comma or a new line is needed before ':'")]
    [InlineData("a = {b=1} = 2", "1:11", "a comma or a new line is needed before '='")]
    public void A_broken_structure_is_told_with_its_place(string hocon, string place, string sentence) =>
        AssertError(hocon, place, sentence);

    [Theory]
    [InlineData("a..b = 1", "1:1", "the path has an empty key")]
    [InlineData(".a = 1", "1:1", "the path has an empty key")]
    [InlineData("x = 1\n  a. = 1", "2:3", "the path has an empty key")]
    [InlineData("x = ${a..b}", "1:7", "the path has an empty key")]
    [InlineData("x = ${}", "1:7", "a key is needed here, not '}'")]
    [InlineData("x = ${a", "1:5", "the substitution that opens here is not closed by }")]
    [InlineData("x = ${a\n}", "1:5", "the substitution that opens here is not closed by }")]
    [InlineData("x = ${ ?a}", "1:8", "the character '?' must be in quotes here")]
    [InlineData("${a} = 1", "1:1", "a key is needed here, not '${'")]
    public void A_broken_path_is_told_with_its_place(string hocon, string place, string sentence) =>
        AssertError(hocon, place, sentence);

    [Theory]
    [InlineData("a = $x", "1:5", "the character '$' must be in quotes here")]
    [InlineData("a = b@c", "1:6", "the character '@' must be in quotes here")]
    [InlineData("a = x+y", "1:6", "the character '+' must be in quotes here")]
    [InlineData("a = 1+2", "1:6", "the character '+' must be in quotes here")]
    [InlineData("a = ok\nb = \\", "2:5", "the character '\\' must be in quotes here")]
    [InlineData("a = \"x", "1:5", "the text in quotes that begins here is not closed on its line")]
    [InlineData("a = \"x\ny\"", "1:5", "the text in quotes that begins here is not closed on its line")]
    [InlineData("a = \"x\ty\"", "1:7", "the control character U+0009 must be written as an escape in quotes")]
    [InlineData("a = \"\\q\"", "1:6", "\\q is not an escape")]
    [InlineData("a = \"\\u12g4\"", "1:6", "\\u must be followed by four hexadecimal digits")]
    [InlineData("a = \"\\", "1:6", "the text ends inside an escape")]
    [InlineData("a = \"\"\"x\n\n\"\"", "1:5", "the text in triple quotes that begins here is not closed")]
    public void A_wrong_character_is_told_with_its_place(string hocon, string place, string sentence) =>
        AssertError(hocon, place, sentence);

    [Theory]
    [InlineData("include = 1", "1:1", "a key that begins with the word include must be in quotes")]
    [InlineData("include x", "1:1", "a key that begins with the word include must be in quotes")]
    [InlineData("include.x = 1", "1:1", "a key that begins with the word include must be in quotes")]
    [InlineData("include url(\"http://x\")", "1:1", "include url(…) is not supported")]
    [InlineData("include classpath(\"x\")", "1:1", "include classpath(…) is not supported")]
    [InlineData("include required(x)", "1:20", "include needs the name of a file in quotes")]
    [InlineData("include file(\"/x\"", "1:18", "include \"/x\" must be followed by ')'")]
    [InlineData("include \"/x\" y", "1:13", "include \"/x\" must be followed by ''")]
    [InlineData("include \"\"", "1:1", "an include needs the name of a file")]
    [InlineData("include \"x\"", "1:1", "include \"x\" is relative, but this text is not in a file")]
    [InlineData("a = [{ include \"/x\" }]", "1:8", "include cannot be used inside a list")]
    [InlineData("a = [{ b += 1 }]", "1:10", "+= cannot be used inside a list")]
    [InlineData("include required(\"/nonexistent/mn\")", "1:1", "the file to include is missing: /nonexistent/mn")]
    public void A_wrong_include_is_told_with_its_place(string hocon, string place, string sentence) =>
        AssertError(hocon, place, sentence);

    [Fact]
    public void Nesting_is_bounded()
    {
        AssertError(string.Concat(Enumerable.Repeat("a{", 101)), "1:201", "values are nested more than 100 deep");
        AssertError("a=" + new string('[', 101), "1:102", "values are nested more than 100 deep");
        AssertError(string.Join('.', Enumerable.Repeat("a", 101)) + "=1", "1:1", "the path has more than 100 keys");
    }

    [Fact]
    public void Size_is_bounded()
    {
        HoconException failure = Assert.Throws<HoconException>(() => HoconReader.ParseString(new string(' ', (1 << 20) + 1)));

        Assert.Equal("configuration text: the text is longer than 1048576 characters", failure.Message);
    }

    private static void AssertError(string hocon, string place, string sentence)
    {
        HoconException failure = Assert.Throws<HoconException>(
            () => HoconReader.ParseString(hocon, new() { Description = "test.conf" }));

        Assert.StartsWith($"test.conf:{place}: {sentence}", failure.Message, StringComparison.Ordinal);
        Assert.Equal($"test.conf:{place}", failure.Origin?.ToString());
    }
}
