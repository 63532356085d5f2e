using System.Text.RegularExpressions;
using MeshNet.Architecture.Tests;
using MeshNet.Simulation.Sabotages;
using MeshNet.Simulation.Scenarios;

namespace MeshNet.Simulation.Tests;

/// <summary>Rules and invariants in <c>docs/protocol.md</c>: each is there, and every name in their tables is one that exists.</summary>
public sealed partial class RuleTests
{
    private static readonly string[] Rules = [.. Enumerable.Range(1, 24).Select(number => $"R{number}")];
    private static readonly string[] Invariants = [.. Enumerable.Range(1, 9).Select(number => $"I{number}")];
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "protocol.md"));

    [Fact]
    public void Every_rule_is_shown_by_something_that_exists()
    {
        string[][] rows = [.. Rows('I'), .. Rows('R')];
        SortedSet<string> known = [.. Scenario.All.Select(scenario => scenario.Name), .. TestClasses(), "seeds"];

        Assert.Equal([.. Invariants, .. Rules], rows.Select(row => row[1]));
        Assert.All(rows, row => Assert.NotEmpty(Names(row[3])));
        Assert.Empty(rows.SelectMany(row => Names(row[3])).Except(known));
    }

    [Fact]
    public void Every_sabotage_stands_at_a_rule_and_a_rule_without_one_says_why()
    {
        string[][] rows = [.. Rows('R')];
        string[] named = [.. rows.SelectMany(row => Names(row[4])).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(Broken.All.Select(broken => broken.Name).Order(StringComparer.Ordinal), named);
        Assert.All(rows.Where(row => Names(row[4]).Length == 0), row => Assert.StartsWith("none: ", row[4], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_written_out() =>
        Assert.Equal(Rules, Document.Select(line => RuleText().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value));

    [Fact]
    public void What_the_code_cites_is_written_down() =>
        Assert.DoesNotContain(
            CodeFiles().SelectMany(path => File.ReadLines(path).SelectMany(line => Citation().Matches(line)).Select(match => (match.Groups[1].Value, path))),
            cited => !Rules.Contains(cited.Value) && !Invariants.Contains(cited.Value));

    private static IEnumerable<string[]> Rows(char kind) =>
        Document.Where(line => RuleRow().IsMatch(line) && line[2] == kind).Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray());

    private static string[] Names(string cell) => [.. CodeName().Matches(cell).Select(match => match.Groups[1].Value)];

    /// <summary>A test class has a file of its name.</summary>
    private static IEnumerable<string> TestClasses() => CodeFiles("tests").Select(path => Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> CodeFiles() => CodeFiles("src").Concat(CodeFiles("tests"));

    private static IEnumerable<string> CodeFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| [RI]\d+ \|")]
    private static partial Regex RuleRow();

    [GeneratedRegex(@"^- \*\*(R\d+)\.\*\* ")]
    private static partial Regex RuleText();

    [GeneratedRegex(@"\b([RI]\d+)(?=[,):])")]
    private static partial Regex Citation();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeName();
}
