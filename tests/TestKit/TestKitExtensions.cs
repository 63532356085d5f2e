namespace Akka.TestKit;

public static class TestKitExtensions
{
    /// <summary>The time, stretched by MESHNET_TEST_TIMEFACTOR for slow machines; 1 without it.</summary>
    public static TimeSpan Dilated(this TimeSpan time, TestKitBase kit)
    {
        ArgumentNullException.ThrowIfNull(kit);
        var factor = Environment.GetEnvironmentVariable("MESHNET_TEST_TIMEFACTOR");
        return factor is null ? time : time * double.Parse(factor, System.Globalization.CultureInfo.InvariantCulture);
    }
}
