using System.Text.RegularExpressions;
using MeshNet.Architecture.Tests;
using MeshNet.Simulation.Sabotages;
using MeshNet.Simulation.Scenarios;

namespace MeshNet.Simulation.Tests;

/// <summary>The table of rules in <c>docs/protocol.md</c>: each rule is there, and every name in it is one that exists.</summary>
public sealed partial class RuleTests
{
    private const int Rules = 24;

    [Fact]
    public void Every_rule_is_shown_by_something_that_exists()
    {
        string[][] rows = Rows();
        SortedSet<string> known = [.. Scenario.All.Select(scenario => scenario.Name), .. TestClasses(), "seeds"];

        Assert.Equal(Enumerable.Range(1, Rules).Select(rule => $"R{rule}"), rows.Select(row => row[1]));
        Assert.All(rows, row => Assert.NotEmpty(Names(row[3])));
        Assert.Empty(rows.SelectMany(row => Names(row[3])).Except(known));
    }

    [Fact]
    public void Every_sabotage_stands_at_a_rule_and_a_rule_without_one_says_why()
    {
        string[][] rows = Rows();
        string[] named = [.. rows.SelectMany(row => Names(row[4])).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(Broken.All.Select(broken => broken.Name).Order(StringComparer.Ordinal), named);
        Assert.All(rows.Where(row => Names(row[4]).Length == 0), row => Assert.StartsWith("none: ", row[4], StringComparison.Ordinal));
    }

    private static string[][] Rows() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "protocol.md"))
            .Where(line => RuleRow().IsMatch(line))
            .Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    private static string[] Names(string cell) => [.. CodeName().Matches(cell).Select(match => match.Groups[1].Value)];

    /// <summary>A test class has a file of its name.</summary>
    private static IEnumerable<string> TestClasses() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path));

    [GeneratedRegex(@"^\| R\d+ \|")]
    private static partial Regex RuleRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeName();
}
