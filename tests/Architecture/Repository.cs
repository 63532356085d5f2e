namespace MeshNet.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under src, by the names of their folders.</summary>
    public static string[] Projects { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!))
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> AllSources => Projects.SelectMany(Sources);

    /// <summary>The source files of one project, without what the build makes.</summary>
    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>The features of one project: the folders right below it.</summary>
    public static IEnumerable<string> Features(string project) =>
        Sources(project).Select(path => Path.GetRelativePath(Path.Combine(Root, "src", project), path).Split(Path.DirectorySeparatorChar))
            .Where(parts => parts.Length > 1)
            .Select(parts => parts[0])
            .Distinct();

    /// <summary>A path as the failure of a test shows it.</summary>
    public static string Show(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "MeshNet.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException($"no MeshNet.sln above {AppContext.BaseDirectory}");
    }
}
