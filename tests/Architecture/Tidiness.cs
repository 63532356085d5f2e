using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>The house rules that a reader would otherwise have to check by eye.</summary>
public sealed class Tidiness
{
    private const int FileBytesUsual = 12 * 1024;
    private const int FileBytesMax = 25 * 1024;
    private const int LineLengthMax = 180;
    private const int BlockLinesMax = 60;

    [Fact]
    public void A_file_holds_one_idea()
    {
        FileInfo[] files = [.. Repository.AllSources.Select(path => new FileInfo(path))];
        FileInfo[] large = [.. files.Where(file => file.Length > FileBytesUsual)];
        Assert.True(large.Length * 10 < files.Length, $"more than a tenth of the files are above 12 kB: {string.Join(", ", large.Select(file => file.Name))}");
        Assert.Empty(files.Where(file => file.Length > FileBytesMax).Select(file => Repository.Show(file.FullName)));
    }

    [Fact]
    public void A_method_fits_a_screen() =>
        Assert.Empty(Repository.AllSources.SelectMany(path => BlocksAbove(BlockLinesMax, File.ReadAllLines(path))
            .Select(line => $"{Repository.Show(path)}:{line + 1}")));

    [Fact]
    public void Lines_fit_a_screen() =>
        Assert.Empty(Repository.AllSources.SelectMany(path => File.ReadLines(path)
            .Select((line, index) => (line, index))
            .Where(item => item.line.Length > LineLengthMax)
            .Select(item => $"{Repository.Show(path)}:{item.index + 1}")));

    [Fact]
    public void Nothing_is_left_undone() => Assert.Empty(Holding(@"\bTODO\b|\bFIXME\b|new NotImplementedException\b|Thread\.Sleep\("));

    [Fact]
    public void No_exception_is_swallowed() => Assert.Empty(Holding(@"catch\s*(\([^)]*\))?\s*\{\s*\}"));

    [Fact]
    public void A_long_block_is_found()
    {
        string[] body = [.. Enumerable.Repeat("        Call();", 3)];
        Assert.Single(BlocksAbove(2, ["    void Long(", "        int a)", "    {", .. body, "    }"]));
        Assert.Empty(BlocksAbove(3, ["    void Long(", "        int a)", "    {", .. body, "    }"]));
        Assert.Empty(BlocksAbove(2, ["    private sealed class Inner(", "        int a)", "    {", .. body, "    }"]));
    }

    private static IEnumerable<string> Holding(string pattern) =>
        Repository.AllSources.Where(path => Regex.IsMatch(File.ReadAllText(path), pattern)).Select(Repository.Show);

    /// <summary>Where a block other than a type's begins that has more lines than it may. The formatter sets braces on lines of their own.</summary>
    private static IEnumerable<int> BlocksAbove(int linesMax, string[] lines)
    {
        for (int start = 0; start < lines.Length; start++)
        {
            if (lines[start].Length < 2 || lines[start].TrimStart() != "{")
            {
                continue;
            }

            string indent = lines[start][..^1];
            int end = Array.FindIndex(lines, start, line => line.StartsWith(indent + "}", StringComparison.Ordinal));
            int head = Array.FindLastIndex(lines, start - 1, line => line.Length > 0 && !line.StartsWith(indent + " ", StringComparison.Ordinal));
            if (end - start - 1 > linesMax && !Regex.IsMatch(lines[head], @"\b(class|record|struct|enum|interface)\b"))
            {
                yield return head;
            }
        }
    }
}
