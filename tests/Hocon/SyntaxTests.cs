namespace MeshNet.Hocon.Tests;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("\n \n# nothing here\n// nor here", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("{ a : 1 } # done", """{"a":"1"}""")]
    [InlineData("a=1", """{"a":"1"}""")]
    [InlineData("a:1", """{"a":"1"}""")]
    [InlineData("a = 1\nb = 2", """{"a":"1","b":"2"}""")]
    [InlineData("a = 1, b = 2", """{"a":"1","b":"2"}""")]
    [InlineData("a = 1,\n\n b = 2,\n", """{"a":"1","b":"2"}""")]
    [InlineData("a = 1\n,b = 2", """{"a":"1","b":"2"}""")]
    [InlineData("a = 1\r\nb = 2\r\n", """{"a":"1","b":"2"}""")]
    [InlineData("\uFEFFa = 1", """{"a":"1"}""")]
    [InlineData("a\u00A0=\u20031\u2028", """{"a":"1"}""")]
    [InlineData("a { b { c = 1 } }", """{"a":{"b":{"c":"1"}}}""")]
    [InlineData("a\n{ b\n=\n1 }", """{"a":{"b":"1"}}""")]
    [InlineData("a = []", """{"a":[]}""")]
    [InlineData("a = [1,2,]", """{"a":["1","2"]}""")]
    [InlineData("a = [\n1\n2\n\n3,\n4\n]", """{"a":["1","2","3","4"]}""")]
    [InlineData("a = [[1],[{b=2}]]", """{"a":[["1"],[{"b":"2"}]]}""")]
    [InlineData("a = [{b=1}{c=2}\n{d=3}]", """{"a":[{"b":"1","c":"2"},{"d":"3"}]}""")]
    public void Separators_commas_braces_and_comments_may_be_left_out_where_lines_tell(string hocon, string json) =>
        Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = null", """{"a":null}""")]
    [InlineData("a = \"null\"", """{"a":"null"}""")]
    [InlineData("a = true # yes", """{"a":"true"}""")]
    [InlineData("a = -1.5e+3", """{"a":"-1.5e+3"}""")]
    [InlineData("a = 1e5", """{"a":"1e5"}""")]
    [InlineData("a = 007", """{"a":"007"}""")]
    [InlineData("a = 10.0.0.0/8", """{"a":"10.0.0.0/8"}""")]
    [InlineData("a = -", """{"a":"-"}""")]
    [InlineData("a = 1d", """{"a":"1d"}""")]
    [InlineData("a = 500 ms // half a second", """{"a":"500 ms"}""")]
    [InlineData("a = /var/run/docker.sock", """{"a":"/var/run/docker.sock"}""")]
    [InlineData("a = x//comment", """{"a":"x"}""")]
    [InlineData("a = x/y#comment", """{"a":"x/y"}""")]
    [InlineData("a = f(x)", """{"a":"f(x)"}""")]
    [InlineData("a = äöü", """{"a":"äöü"}""")]
    [InlineData("a = \"\"", """{"a":""}""")]
    [InlineData("a = \"x # no comment // {}\"", """{"a":"x # no comment // {}"}""")]
    [InlineData("a = \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\"", "{\"a\":\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tä\"}")]
    public void Texts_numbers_and_null_keep_what_was_written(string hocon, string json) => Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = \"\"\"x\"\"\"", "x")]
    [InlineData("a = \"\"\"\"\"\"", "")]
    [InlineData("a = \"\"\"x\"\"\"\"", "x\"")]
    [InlineData("a = \"\"\"\"x\"\"\"\"\"", "\"x\"\"")]
    [InlineData("a = \"\"\"line 1\n  line 2\\n \" \"\" \"\"\"", "line 1\n  line 2\\n \" \"\" ")]
    public void Text_in_three_quotes_is_raw_and_ends_at_the_last_of_its_quotes(string hocon, string text) =>
        Assert.Equal(text, HoconReader.ParseString(hocon).GetString("a"));

    [Theory]
    [InlineData("a.b.c = 1, a.b.d = 2, a.e = 3", """{"a":{"b":{"c":"1","d":"2"},"e":"3"}}""")]
    [InlineData("a.\"b.c\".d = 1", """{"a":{"b.c":{"d":"1"}}}""")]
    [InlineData("\"\".\"\" = 1", """{"":{"":"1"}}""")]
    [InlineData("3.14 = 42", """{"3":{"14":"42"}}""")]
    [InlineData("true = 1, null = 2", """{"true":"1","null":"2"}""")]
    [InlineData("a b c : 1", """{"a b c":"1"}""")]
    [InlineData("  a  : 1", """{"a":"1"}""")]
    [InlineData("a\"b\"c = 1", """{"abc":"1"}""")]
    [InlineData("10.0.0.1/24 { x = 1 }", """{"10":{"0":{"0":{"1/24":{"x":"1"}}}}}""")]
    [InlineData("1+=2", """{"1":["2"]}""")]
    [InlineData("a.include = 1, \"include\" = 2, includes = 3", """{"a":{"include":"1"},"include":"2","includes":"3"}""")]
    public void Keys_are_paths(string hocon, string json) => Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = 1, a = 2", """{"a":"2"}""")]
    [InlineData("a { x = 1, y = 1 }, a { y = 2, z = 2 }", """{"a":{"x":"1","y":"2","z":"2"}}""")]
    [InlineData("a { x { p = 1 } }, a.x.q = 2", """{"a":{"x":{"p":"1","q":"2"}}}""")]
    [InlineData("a { x = 1 }, a = 5, a { y = 2 }", """{"a":{"y":"2"}}""")]
    [InlineData("a { x = 1 }, a = null, a { y = 2 }", """{"a":{"y":"2"}}""")]
    [InlineData("a { x = 1 }, a = [1]", """{"a":["1"]}""")]
    [InlineData("a = [1], a = [2]", """{"a":["2"]}""")]
    [InlineData("a += 1, a += 2", """{"a":["1","2"]}""")]
    [InlineData("a = [1], a += [2], a += {b=3}", """{"a":["1",["2"],{"b":"3"}]}""")]
    [InlineData("x { a = [1], a += 2 }, x.a += 3", """{"x":{"a":["1","2","3"]}}""")]
    public void Later_values_replace_earlier_ones_and_objects_merge(string hocon, string json) => Assert.Equal(json, Read(hocon));

    private static string Read(string hocon) => HoconReader.ParseString(hocon).ToString();
}
