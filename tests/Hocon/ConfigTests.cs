
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
        numbers = [1, "2", 3.0]
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
        Assert.Equal(42L, Sample.GetLong("number"));
        Assert.Equal(4.5, Sample.GetDouble("fraction"));
        Assert.True(Sample.GetBoolean("yes"));
        Assert.Equal(["a", "b"], Sample.GetStringList("list"));
        Assert.Equal([1, 2, 3], Sample.GetIntList("numbers"));
        Assert.Equal(TimeSpan.FromMilliseconds(500), Sample.GetTimeSpan("nested.time"));
        Assert.Equal(1, Sample.GetInt("nested.\"dotted.key\""));
        Assert.Equal(1, Sample.GetConfig("nested")!.GetInt("\"dotted.key\""));
        Assert.Equal(42, Sample.GetByteSize("number"));
    }

    [Fact]
    public void What_is_not_there_is_the_callers_default()
    {
        Assert.Null(Sample.GetString("none"));
        Assert.Equal("x", Sample.GetString("text.none", "x"));
        Assert.Equal(7, Sample.GetInt("none", 7));
        Assert.Equal(7, Sample.GetLong("none", 7));
        Assert.Equal(0.5, Sample.GetDouble("none", 0.5));
        Assert.True(Sample.GetBoolean("none", true));
        Assert.Equal(TimeSpan.FromSeconds(1), Sample.GetTimeSpan("none", TimeSpan.FromSeconds(1)));
        Assert.Null(Sample.GetByteSize("none"));
        Assert.Empty(Sample.GetStringList("none"));
        Assert.Null(Sample.GetConfig("none"));
        Assert.Null(Sample.GetValue("none"));
    }

    [Fact]
    public void A_path_is_there_unless_it_is_null()
    {
        Assert.True(Sample.HasPath("nested.time"));
        Assert.False(Sample.HasPath("nested.none"));
        Assert.False(Sample.HasPath("nothing"));
        Assert.True(HoconConfig.Empty.IsEmpty);
        Assert.False(Sample.IsEmpty);
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
        Assert.Throws<HoconException>(() => Sample.GetDouble("text"));
        Assert.Throws<HoconException>(() => Sample.GetTimeSpan("text"));
        Assert.Throws<HoconException>(() => Sample.GetByteSize("text"));
        Assert.Throws<HoconException>(() => Sample.GetStringList("text"));
        Assert.Throws<HoconException>(() => Sample.GetStringList("nested"));
        Assert.Throws<HoconException>(() => Sample.GetConfig("text"));
        Assert.Equal("sample:5:9: list[0] is 'a', but must be a whole number",
            Assert.Throws<HoconException>(() => Sample.GetIntList("list")).Message);
        Assert.Throws<HoconException>(() => Sample.GetString("a..b"));
        Assert.Throws<HoconException>(() => Sample.GetString("a=b"));
    }

    [Theory]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("1e3", true)]
    [InlineData("1e30", false)]
    [InlineData("0x10", false)]
    public void A_whole_number_fits_or_is_refused(string text, bool fits)
    {
        var config = HoconReader.ParseString($"a = {text}");

        Assert.Equal(fits, Record.Exception(() => config.GetLong("a")) is null);
    }

    [Fact]
    public void A_fallback_fills_in_and_objects_merge()
    {
        var config = HoconReader.ParseString("a { x = 1 }, b = [1]")
            .WithFallback(HoconReader.ParseString("a { x = 0, y = 2 }, b = [0], c = 3"));

        Assert.Equal("""{"a":{"x":"1","y":"2"},"b":["1"],"c":"3"}""", config.ToString());
    }

    [Fact]
    public void A_text_may_refer_to_what_lies_below_it()
    {
        var below = HoconReader.ParseString("port = 7947, next = ${port}, list = [1]");

        var config = HoconReader.ParseString("other = ${port}1, list += 2, port = 1", new() { Fallback = below });

        Assert.Equal("""{"port":"1","next":"7947","list":["1","2"],"other":"11"}""", config.ToString());
    }

    [Fact]
    public void Keys_and_leaves_come_in_the_order_of_the_text()
    {
        var config = HoconReader.ParseString("b { y = 1, x { z = 1 } }, a = [1], b.\"w.v\" = null");

        Assert.Equal(["b", "a"], config.AsEnumerable().Select(entry => entry.Key));
        Assert.Equal(["b.y", "b.x.z", "b.\"w.v\"", "a"], config.LeafPaths());
    }

    [Fact]
    public void A_text_stands_for_its_configuration()
    {
        HoconConfig config = "a = 1";

        Assert.Equal(1, config.GetInt("a"));
        Assert.Equal("configuration text:1:5", config.GetValue("a")?.Origin.ToString());
    }

    [Fact]
    public void A_single_value_carries_the_name_of_where_it_came_from()
    {
        var config = HoconReader.FromValue("a.b", "x", "--a-b");

        Assert.Equal("""{"a":{"b":"x"}}""", config.ToString());
        Assert.Equal("--a-b: a.b is 'x', but must be a whole number",
            Assert.Throws<HoconException>(() => config.GetInt("a.b")).Message);
    }
}
