using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>What the documents say of the repository: links lead somewhere, the index of decisions is complete, the messages explained exist.</summary>
public sealed partial class Documents
{
    /// <summary>Shorter ones are names of things, such as "network".</summary>
    private const int PhraseLengthMin = 12;

    private static readonly string Decisions = Path.Combine(Repository.Root, "docs", "adr");

    private static IEnumerable<string> All =>
        Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(path => !Relative(path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal);

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_a_heading()
    {
        string[] broken =
        [
            .. All.SelectMany(path => Links(path).Where(link => !Resolves(path, link)).Select(link => $"{Relative(path)}: {link}")),
        ];
        Assert.Empty(broken);
    }

    /// <summary>A row of the index: | [4](0004-….md) | title | status | sentence |.</summary>
    [Fact]
    public void The_index_names_every_decision_with_its_title_and_status()
    {
        string[] expected =
        [
            .. Directory.EnumerateFiles(Decisions, "0*.md").Order(StringComparer.Ordinal).Select(path =>
            {
                string[] lines = File.ReadAllLines(path);
                Match heading = Heading().Match(lines[0]);
                Assert.True(heading.Success, $"{Relative(path)} does not begin with '# NUMBER. TITLE'");
                Match status = Status().Match(string.Join('\n', lines.Take(6)));
                Assert.True(status.Success, $"{Relative(path)} has no line 'Status: accepted' or 'Status: superseded by …' below its title");
                return $"| [{heading.Groups["number"]}]({Path.GetFileName(path)}) | {heading.Groups["title"]} | {status.Groups["status"]} |";
            }),
        ];
        string[] rows =
        [
            .. File.ReadLines(Path.Combine(Decisions, "README.md")).Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Value),
        ];
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void The_way_through_the_repository_names_every_project_and_no_other()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("## Find your way")[1];
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
                .Where(path => Directory.GetFiles(path, "*.csproj").Length > 0)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
            Project().Matches(table).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The first column of the operator's table: what stands between the dots is a sentence of the code's.</summary>
    [Fact]
    public void Every_problem_that_operators_read_about_is_one_that_the_code_reports()
    {
        string code = Seam().Replace(string.Concat(Repository.AllSources.Select(File.ReadAllText)), "");
        string table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md")).Split("| problem |")[1].Split("\n\n")[0];
        string[] phrases =
        [
            .. table.Split('\n').Skip(2).SelectMany(row => InlineCode().Matches(row.Split('|')[1]))
                .SelectMany(span => span.Value.Trim('`').Split('…'))
                .Select(phrase => phrase.Trim(' ', ':', ';', '.', ',', '(', ')'))
                .Where(phrase => phrase.Length >= PhraseLengthMin),
        ];
        Assert.NotEmpty(phrases);
        Assert.DoesNotContain(phrases, phrase => !code.Contains(phrase, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("The proof by simulation", "the-proof-by-simulation")]
    [InlineData("What `status` says, and what to do", "what-status-says-and-what-to-do")]
    public void An_anchor_is_made_of_its_heading(string heading, string anchor) => Assert.Equal(anchor, Anchor(heading));

    private static IEnumerable<string> Links(string path) =>
        Link().Matches(InlineCode().Replace(CodeBlock().Replace(File.ReadAllText(path), ""), "")).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool Resolves(string path, string link)
    {
        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? path : Path.GetFullPath(parts[0], Path.GetDirectoryName(path)!);
        if (!Path.Exists(target))
        {
            return false;
        }

        return parts.Length == 1 || CodeBlock().Replace(File.ReadAllText(target), "").Split('\n')
            .Where(line => line.StartsWith('#'))
            .Any(line => Anchor(line.TrimStart('#').Trim()) == parts[1]);
    }

    /// <summary>As GitHub makes it: small letters, punctuation dropped, blanks to hyphens.</summary>
    private static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("`src/(?<name>[A-Za-z]+)`")]
    private static partial Regex Project();

    /// <summary>Between the halves of a text that takes two lines.</summary>
    [GeneratedRegex(@"""\s*\+ \$?""")]
    private static partial Regex Seam();

    [GeneratedRegex(@"[^\p{L}\p{N}\-_ ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^# (?<number>\d+)\. (?<title>.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^Status: (?<status>accepted|superseded by [^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Status();

    [GeneratedRegex(@"^\| \[\d+\]\(0[^)]+\) \| [^|]+ \| [^|]+ \|")]
    private static partial Regex Row();
}
