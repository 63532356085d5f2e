namespace MeshNet.Hocon.Tests;

public sealed class ConfigTests
{
    private static readonly HoconConfig Sample = HoconReader.ParseString(
        """
        text = hello
        number = 42
        fraction = 4.5
        yes = on
        list = [a, b]
        numbers = [1, [2]]
        nested { time = 500 ms, "dotted.key" = 1 }
        nothing = null
        indexed { 10 = c, 2 = b, 0 = a, x = y }
        """, new() { Description = "sample" });

    [Fact]
    public void Values_are_read_as_what_the_caller_wants()
    {
        Assert.Equal("hello", Sample.GetString("text"));
        Assert.Equal("42", Sample.GetString("number"));
        Assert.Equal(42, Sample.GetInt("number"));
        Assert.True(Sample.GetBoolean("yes"));
        Assert.Equal(["a", "b"], Sample.GetStringList("list"));
        Assert.Equal(TimeSpan.FromMilliseconds(500), Sample.GetTimeSpan("nested.time"));
        Assert.Equal(1, Sample.GetInt("nested.\"dotted.key\""));
    }

    [Fact]
    public void What_is_not_there_is_the_callers_default()
    {
        Assert.Null(Sample.GetString("none"));
        Assert.Equal("x", Sample.GetString("text.none", "x"));
        Assert.Equal(7, Sample.GetInt("none", 7));
        Assert.True(Sample.GetBoolean("none", true));
        Assert.Equal(TimeSpan.FromSeconds(1), Sample.GetTimeSpan("none", TimeSpan.FromSeconds(1)));
        Assert.Empty(Sample.GetStringList("none"));
        Assert.Null(Sample.GetValue("none"));
    }

    [Fact]
    public void An_object_with_numbers_for_keys_is_a_list_in_their_order() =>
        Assert.Equal(["a", "b", "c"], Sample.GetStringList("indexed"));

    [Theory]
    [InlineData("text", "sample:1:8: text is 'hello', but must be a whole number")]
    [InlineData("fraction", "sample:3:12: fraction is '4.5', but must be a whole number")]
    [InlineData("nothing", "sample:8:11: nothing is null, but must be a whole number")]
    [InlineData("list", "sample:5:8: list is a list, but must be a whole number")]
    [InlineData("nested", "sample:7:8: nested is an object, but must be a whole number")]
    public void A_value_of_the_wrong_kind_is_told_with_path_value_and_place(string path, string message) =>
        Assert.Equal(message, Assert.Throws<HoconException>(() => Sample.GetInt(path)).Message);

    [Fact]
    public void Every_reader_refuses_what_it_cannot_read()
    {
        Assert.Throws<HoconException>(() => Sample.GetString("list"));
        Assert.Throws<HoconException>(() => Sample.GetBoolean("text"));
        Assert.Throws<HoconException>(() => Sample.GetTimeSpan("text"));
        Assert.Throws<HoconException>(() => Sample.GetStringList("text"));
        Assert.Throws<HoconException>(() => Sample.GetStringList("nested"));
        Assert.Equal("sample:6:15: numbers[1] is a list, but must be a text",
            Assert.Throws<HoconException>(() => Sample.GetStringList("numbers")).Message);
        Assert.Throws<HoconException>(() => Sample.GetString("a..b"));
        Assert.Throws<HoconException>(() => Sample.GetString("a=b"));
    }

    [Theory]
    [InlineData("2147483647", true)]
    [InlineData("2147483648", false)]
    [InlineData("1e3", true)]
    [InlineData("1e30", false)]
    [InlineData("0x10", false)]
    public void A_whole_number_fits_or_is_refused(string text, bool fits)
    {
        HoconConfig config = HoconReader.ParseString($"a = {text}");

        Assert.Equal(fits, Record.Exception(() => config.GetInt("a")) is null);
    }

    [Fact]
    public void A_fallback_fills_in_and_objects_merge()
    {
        HoconConfig config = HoconReader.ParseString("a { x = 1 }, b = [1]")
            .WithFallback(HoconReader.ParseString("a { x = 0, y = 2 }, b = [0], c = 3"));

        Assert.Equal("""{"a":{"x":"1","y":"2"},"b":["1"],"c":"3"}""", config.ToString());
    }

    [Fact]
    public void A_text_may_refer_to_what_lies_below_it()
    {
        HoconConfig below = HoconReader.ParseString("port = 7947, next = ${port}, list = [1]");

        HoconConfig config = HoconReader.ParseString("other = ${port}1, list += 2, port = 1", new() { Fallback = below });

        Assert.Equal("""{"port":"1","next":"7947","list":["1","2"],"other":"11"}""", config.ToString());
    }

    [Fact]
    public void Leaves_come_in_the_order_of_the_text()
    {
        HoconConfig config = HoconReader.ParseString("b { y = 1, x { z = 1 } }, a = [1], b.\"w.v\" = null");

        Assert.Equal(["b.y", "b.x.z", "b.\"w.v\"", "a"], config.LeafPaths());
    }

    [Fact]
    public void A_single_value_carries_the_name_of_where_it_came_from()
    {
        HoconConfig config = HoconReader.FromValue("a.b", "x", "--a-b");

        Assert.Equal("""{"a":{"b":"x"}}""", config.ToString());
        Assert.Equal("--a-b: a.b is 'x', but must be a whole number",
            Assert.Throws<HoconException>(() => config.GetInt("a.b")).Message);
    }
}
