namespace MeshNet.Lab.Tests;

/// <summary>A test of minutes: counted as skipped unless `tests/run --long` asked for it.</summary>
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() => Skip = LongTests.Reason;
}

/// <summary>As <see cref="LongFactAttribute"/>, once for each row of data.</summary>
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = LongTests.Reason;
}

internal static class LongTests
{
    /// <summary>Why the long tests are left out; null when they are not.</summary>
    public static string? Reason { get; } =
        Environment.GetEnvironmentVariable("MESHNET_TESTS_LONG") == "1" ? null : "takes long: tests/run --long runs it";
}
