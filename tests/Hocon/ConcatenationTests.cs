namespace MeshNet.Hocon.Tests;

public sealed class ConcatenationTests
{
    [Theory]
    [InlineData("a = one two  three  ", """{"a":"one two  three"}""")]
    [InlineData("a = one\t\"two \" three", """{"a":"one\ttwo  three"}""")]
    [InlineData("a = \"x\"\"y\"", """{"a":"xy"}""")]
    [InlineData("a = null 1 true", """{"a":"null 1 true"}""")]
    [InlineData("a = 1.50 2.0", """{"a":"1.50 2.0"}""")]
    [InlineData("a = [one two, three]", """{"a":["one two","three"]}""")]
    [InlineData("x = 7, a = v${x}", """{"x":"7","a":"v7"}""")]
    [InlineData("x = 7, a = ${x} ${x}", """{"x":"7","a":"7 7"}""")]
    [InlineData("x = null, a = <${x}>", """{"x":null,"a":"<null>"}""")]
    [InlineData("a = foo ${?none} bar", """{"a":"foo  bar"}""")]
    [InlineData("a = ${?none}x", """{"a":"x"}""")]
    public void Scalars_join_to_text_and_keep_the_blanks_between(string hocon, string json) => Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = [1] [2]\t[3]", """{"a":["1","2","3"]}""")]
    [InlineData("x = [1], a = ${x} [2] ${x}", """{"x":["1"],"a":["1","2","1"]}""")]
    [InlineData("a = ${?none} [1]", """{"a":["1"]}""")]
    [InlineData("a = [1] ${?none}", """{"a":["1"]}""")]
    public void Lists_join(string hocon, string json) => Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = {b=1} {c=2}", """{"a":{"b":"1","c":"2"}}""")]
    [InlineData("a {b=1} {b=2}", """{"a":{"b":"2"}}""")]
    [InlineData("x {b=1,c {d=1}}, a = ${x} {b=2,c {e=2}}", """{"x":{"b":"1","c":{"d":"1"}},"a":{"b":"2","c":{"d":"1","e":"2"}}}""")]
    [InlineData("x {b=1}, a = {b=2} ${x}", """{"x":{"b":"1"},"a":{"b":"1"}}""")]
    [InlineData("a = ${?none} {b=1}", """{"a":{"b":"1"}}""")]
    public void Objects_merge(string hocon, string json) => Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = {b=1} x", "'x' and an object cannot be joined")]
    [InlineData("a = x {b=1}", "'x' and an object cannot be joined")]
    [InlineData("a = [1] {b=1}", "a list and an object cannot be joined")]
    [InlineData("a = [1] x", "'x' and a list cannot be joined")]
    [InlineData("x = 5, a = ${x} [1]", "'5' and a list cannot be joined")]
    public void Different_kinds_do_not_mix(string hocon, string sentence)
    {
        HoconException failure = Assert.Throws<HoconException>(() => HoconReader.ParseString(hocon));

        Assert.EndsWith(sentence, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_concatenation_never_spans_lines()
    {
        Assert.Equal("""{"a":["1","2 3"]}""", Read("a = [1\n2 3]"));
        Assert.Throws<HoconException>(() => HoconReader.ParseString("a = 1\n2"));
    }

    private static string Read(string hocon) => HoconReader.ParseString(hocon).ToString();
}
