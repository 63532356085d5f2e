namespace MeshNet.Hocon.Tests;

public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("a = ${b}, b = 1", """{"a":"1","b":"1"}""")]
    [InlineData("a = ${b}, b = 1, b = 2", """{"a":"2","b":"2"}""")]
    [InlineData("a = ${b.c}, b { c = [1] }", """{"a":["1"],"b":{"c":["1"]}}""")]
    [InlineData("a = ${\"b.c\".d}, \"b.c\" { d = 1 }", """{"a":"1","b.c":{"d":"1"}}""")]
    [InlineData("a { x = ${a.y}, y = 1 }", """{"a":{"x":"1","y":"1"}}""")]
    [InlineData("a { x = 1 }, b = ${a}, a { y = 2 }", """{"a":{"x":"1","y":"2"},"b":{"x":"1","y":"2"}}""")]
    [InlineData("a = ${b}, b = ${c}, c = 3", """{"a":"3","b":"3","c":"3"}""")]
    [InlineData("a = [${b}, ${b}], b = x", """{"a":["x","x"],"b":"x"}""")]
    [InlineData("a = ${b}, b = null", """{"a":null,"b":null}""")]
    [InlineData("a = ${b}, a { y = 2 }, b { x = 1 }", """{"a":{"x":"1","y":"2"},"b":{"x":"1"}}""")]
    [InlineData("a { y = 2 }, a = ${b}, b { x = 1 }", """{"a":{"y":"2","x":"1"},"b":{"x":"1"}}""")]
    [InlineData("a { y = 2 }, a = ${b}, b = 5", """{"a":"5","b":"5"}""")]
    [InlineData("a = ${b.c}, b = ${d}, d { c = 1 }", """{"a":"1","b":{"c":"1"},"d":{"c":"1"}}""")]
    [InlineData("a = ${b.c}, b = ${d} { e = 2 }, d { c = 1 }", """{"a":"1","b":{"c":"1","e":"2"},"d":{"c":"1"}}""")]
    public void A_substitution_takes_the_final_value_wherever_it_is_set(string hocon, string json) =>
        Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = ${?b}", "{}")]
    [InlineData("a = 1, a = ${?b}", """{"a":"1"}""")]
    [InlineData("a { x = 1 }, a = ${?b}", """{"a":{"x":"1"}}""")]
    [InlineData("a = [1, ${?b}, 2]", """{"a":["1","2"]}""")]
    [InlineData("a = ${?b}${?c}", "{}")]
    [InlineData("a = ${?b.c}, b = 5", """{"b":"5"}""")]
    [InlineData("a = ${?b}, b = ${?c}", "{}")]
    public void An_optional_substitution_without_a_value_leaves_nothing(string hocon, string json) =>
        Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("p = a, p = ${p}\":b\"", """{"p":"a:b"}""")]
    [InlineData("p = [1], p = ${p} [2], p = [0] ${p}", """{"p":["0","1","2"]}""")]
    [InlineData("p = ${?p}x", """{"p":"x"}""")]
    [InlineData("p = ${?p}", "{}")]
    [InlineData("p = a, p = ${p}b, p = ${p}c, p = ${p}d", """{"p":"abcd"}""")]
    [InlineData("p { x = 1 }, p = ${p} { y = 2 }", """{"p":{"x":"1","y":"2"}}""")]
    [InlineData("p { x = 1 }, p = ${p.x}", """{"p":"1"}""")]
    [InlineData("q.p = a, q.p = ${q.p}b", """{"q":{"p":"ab"}}""")]
    [InlineData("q { p = a }, q { p = ${q.p}b }", """{"q":{"p":"ab"}}""")]
    [InlineData("a = 1, b = ${a}, a = ${b}", """{"a":"1","b":"1"}""")]
    [InlineData("b = ${a}, a = 1, a = ${b}", """{"b":"1","a":"1"}""")]
    [InlineData("a = 1, b = ${c}, c = ${a}, a = ${b}2", """{"a":"12","b":"1","c":"1"}""")]
    [InlineData("a { x = ${b.y}, z = 1 }, b { y = ${a.z} }", """{"a":{"x":"1","z":"1"},"b":{"y":"1"}}""")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }, bar { foo = 43 }", """{"bar":{"foo":"43","baz":"43"}}""")]
    [InlineData("a { b = ${c.d}, e = 1 }, a.e = 3, c { f = ${a.e}, d = 2 }, c.d = 4",
        """{"a":{"b":"4","e":"3"},"c":{"f":"3","d":"4"}}""")]
    public void A_value_that_leads_back_to_itself_takes_what_was_there_before(string hocon, string json) =>
        Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("a = ${none}, a = 5", """{"a":"5"}""")]
    [InlineData("a = ${a}, a = 5", """{"a":"5"}""")]
    [InlineData("a { b = ${none} }, a = 5", """{"a":"5"}""")]
    [InlineData("a = ${b}, b = ${a}, a = 1", """{"a":"1","b":"1"}""")]
    public void A_substitution_that_something_hides_is_never_looked_at(string hocon, string json) =>
        Assert.Equal(json, Read(hocon));

    [Theory]
    [InlineData("x = 1\na = ${none}", "2:5", "${none} has no value: define none, or write ${?none} if it may be missing")]
    [InlineData("a = ${b.c.d}, b.c = 1", "1:5", "${b.c.d} has no value")]
    [InlineData("a = ${a}", "1:5", "${a} refers to itself, and a has no earlier value")]
    [InlineData("a = ${b}, b = ${a}", "1:15", "${a} refers to itself")]
    [InlineData("a = ${b}, b = ${c}, c = ${a}", "1:25", "${a} refers to itself")]
    [InlineData("a { b = ${a} }", "1:9", "${a} would contain itself endlessly")]
    [InlineData("a { b = 5 }, a { c = ${a} }", "1:22", "${a} would contain itself endlessly")]
    [InlineData("a = [${a}]", "1:5", "a list would contain itself endlessly")]
    [InlineData("a = [1], a = [${a}]", "1:14", "a list would contain itself endlessly")]
    [InlineData("a { b = ${c} }, c { d = ${a} }", "1:9", "${c} would contain itself endlessly")]
    public void What_cannot_be_resolved_is_told_with_its_place(string hocon, string place, string sentence)
    {
        HoconException failure = Assert.ThrowsAny<HoconException>(
            () => HoconReader.ParseString(hocon, new() { Description = "t", Environment = _ => null }));

        Assert.StartsWith($"t:{place}: {sentence}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = ${HOME}", "/root")]
    [InlineData("a = ${?HOME}", "/root")]
    [InlineData("a = ${EMPTY}", "")]
    [InlineData("HOME = /other, a = ${HOME}", "/other")]
    [InlineData("HOME = ${HOME}/x, a = ${HOME}", "/root/x")]
    [InlineData("a = ${x.y}", "dotted")]
    public void What_no_configuration_defines_comes_from_the_environment(string hocon, string value) =>
        Assert.Equal(value, Parse(hocon).GetString("a"));

    [Fact]
    public void A_null_keeps_the_environment_out()
    {
        Assert.Equal("""{"HOME":null,"a":null}""", Parse("HOME = null, a = ${HOME}").ToString());
        Assert.Throws<HoconException>(() => Parse("a = ${MISSING}"));
    }

    [Fact]
    public void The_environment_is_always_text()
    {
        Assert.Equal(8080, Parse("port = ${PORT}").GetInt("port"));
        Assert.Equal("""{"a":"[1]"}""", Parse("a = ${LIST}").ToString());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public void Texts_that_double_from_line_to_line_are_stopped(int lines)
    {
        string hocon = "s0 = 0123456789\n" + string.Join('\n', Enumerable.Range(1, lines).Select(i => $"s{i} = ${{s{i - 1}}}${{s{i - 1}}}"));

        Assert.Throws<HoconException>(() => HoconReader.ParseString(hocon));
    }

    [Fact]
    public void Objects_that_double_from_line_to_line_are_stopped()
    {
        string hocon = "o0 { x = 1 }\n" + string.Join('\n', Enumerable.Range(1, 60).Select(i => $"o{i} {{ a = ${{o{i - 1}}}, b = ${{o{i - 1}}} }}"));

        HoconException failure = Assert.Throws<HoconException>(() => HoconReader.ParseString(hocon));

        Assert.Contains("grows without limit", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_substitutions_is_stopped_before_the_stack_ends()
    {
        string hocon = "c0 = 1\n" + string.Join('\n', Enumerable.Range(1, 20_000).Select(i => $"c{i} = ${{c{i - 1}}}"));

        HoconException failure = Assert.Throws<HoconException>(() => HoconReader.ParseString(hocon));

        Assert.Contains("more than 300 deep", failure.Message, StringComparison.Ordinal);
    }

    private static HoconConfig Parse(string hocon)
    {
        Dictionary<string, string> environment = new()
        {
            ["HOME"] = "/root",
            ["EMPTY"] = "",
            ["PORT"] = "8080",
            ["LIST"] = "[1]",
            ["x.y"] = "dotted",
        };
        return HoconReader.ParseString(hocon, new() { Environment = environment.GetValueOrDefault });
    }

    private static string Read(string hocon) =>
        HoconReader.ParseString(hocon, new() { Environment = _ => null }).ToString();
}
