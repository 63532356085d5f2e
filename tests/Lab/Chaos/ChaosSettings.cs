namespace MeshNet.Lab.Tests.Chaos;

/// <summary>What `tests/run --chaos` asks for; it has checked the values.</summary>
internal static class ChaosSettings
{
    private const string DurationVariable = "MESHNET_TESTS_CHAOS_SECONDS";
    private const string SeedVariable = "MESHNET_TESTS_CHAOS_SEED";
    private const string DirectoryVariable = "MESHNET_TESTS_CHAOS_DIRECTORY";

    /// <summary>Null unless chaos was asked for.</summary>
    public static TimeSpan? Duration { get; } = Number(DurationVariable) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Chooses what is done to the hosts.</summary>
    public static int Seed { get; } = Number(SeedVariable) ?? Random.Shared.Next();

    /// <summary>Where the journal goes, and the hosts' logs if the test fails.</summary>
    public static string Directory => Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } directory
        ? directory
        : Path.Combine(DockerLab.RepositoryRoot(), "artifacts", "tests", "chaos");

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
