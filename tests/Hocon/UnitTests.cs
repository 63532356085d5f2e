namespace MeshNet.Hocon.Tests;

public sealed class UnitTests
{
    [Theory]
    [InlineData("1000", 1_000_000)]
    [InlineData("1s", 1_000_000)]
    [InlineData("1 second", 1_000_000)]
    [InlineData("2 seconds", 2_000_000)]
    [InlineData("1000ms", 1_000_000)]
    [InlineData("1000 milli", 1_000_000)]
    [InlineData("1000millis", 1_000_000)]
    [InlineData("1 millisecond", 1_000)]
    [InlineData("3 milliseconds", 3_000)]
    [InlineData("1us", 1)]
    [InlineData("2 micro", 2)]
    [InlineData("2micros", 2)]
    [InlineData("1 microsecond", 1)]
    [InlineData("5 microseconds", 5)]
    [InlineData("1000ns", 1)]
    [InlineData("1000 nano", 1)]
    [InlineData("1000nanos", 1)]
    [InlineData("1000 nanosecond", 1)]
    [InlineData("1000 nanoseconds", 1)]
    [InlineData("0.5m", 30_000_000)]
    [InlineData("1 minute", 60_000_000)]
    [InlineData("2minutes", 120_000_000)]
    [InlineData("1h", 3_600_000_000)]
    [InlineData("1 hour", 3_600_000_000)]
    [InlineData("2 hours", 7_200_000_000)]
    [InlineData("1d", 86_400_000_000)]
    [InlineData("1 day", 86_400_000_000)]
    [InlineData("2 days", 172_800_000_000)]
    [InlineData("1e3ms", 1_000_000)]
    [InlineData("-1s", -1_000_000)]
    [InlineData("\"  7  s  \"", 7_000_000)]
    public void A_duration_is_a_number_and_a_unit(string text, long microseconds) =>
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), Read(text).GetTimeSpan("a"));

    [Theory]
    [InlineData("1S")]
    [InlineData("1 fortnight")]
    [InlineData("s")]
    [InlineData("\"\"")]
    [InlineData("1 2 s")]
    [InlineData("1e30 d")]
    [InlineData("99999999 d")]
    [InlineData("0x1s")]
    [InlineData("Infinite")]
    public void What_is_no_duration_is_refused(string text) =>
        Assert.Throws<HoconException>(() => Read(text).GetTimeSpan("a"));

    [Fact]
    public void Infinite_is_a_duration_where_the_caller_allows_it()
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Read("infinite").GetTimeSpan("a"));
        Assert.Throws<HoconException>(() => Read("infinite").GetTimeSpan("a", allowInfinite: false));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("on", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    public void A_truth_value_has_three_spellings(string text, bool value) => Assert.Equal(value, Read(text).GetBoolean("a", !value));

    [Theory]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("\"\"")]
    public void What_is_no_truth_value_is_refused(string text) =>
        Assert.Throws<HoconException>(() => Read(text).GetBoolean("a"));

    private static HoconConfig Read(string text) => HoconReader.ParseString($"a = {text}");
}
