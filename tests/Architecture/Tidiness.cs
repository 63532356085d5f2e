using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>The house rules that a reader would otherwise have to check by eye.</summary>
public sealed class Tidiness
{
    private const int FileBytesMax = 16 * 1024;
    private const int LineLengthMax = 180;

    private static readonly string[] Projects = ["Messages", "Kernel", "Protocol", "Actors", "Linux", "Docker", "Node"];

    private static IEnumerable<string> AllSources => Projects.SelectMany(Repository.Sources);

    [Fact]
    public void A_file_holds_one_idea() =>
        Assert.Empty(AllSources.Where(path => new FileInfo(path).Length > FileBytesMax).Select(path => Path.GetRelativePath(Repository.Root, path)));

    [Fact]
    public void Lines_fit_a_screen() =>
        Assert.Empty(AllSources.SelectMany(path => File.ReadLines(path)
            .Select((line, index) => (line, index))
            .Where(item => item.line.Length > LineLengthMax)
            .Select(item => $"{Path.GetRelativePath(Repository.Root, path)}:{item.index + 1}")));

    [Fact]
    public void Nothing_is_left_undone() =>
        Assert.Empty(AllSources.Where(path => Regex.IsMatch(File.ReadAllText(path), @"\bTODO\b|\bFIXME\b|NotImplementedException|Thread\.Sleep\("))
            .Select(path => Path.GetRelativePath(Repository.Root, path)));

    [Fact]
    public void No_exception_is_swallowed() =>
        Assert.Empty(AllSources.Where(path => Regex.IsMatch(File.ReadAllText(path), @"catch\s*(\([^)]*\))?\s*\{\s*\}"))
            .Select(path => Path.GetRelativePath(Repository.Root, path)));
}
