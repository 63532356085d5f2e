using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>One name, one thing: whoever searches for a name finds what is meant by it and nothing else.</summary>
public sealed class Names
{
    private const string TypeDeclaration =
        @"^(public|internal) ((?:sealed|abstract|static|readonly|ref|unsafe|partial) )*(?:record struct|record class|record|class|struct|enum|interface|delegate [^(]+?) (?<name>\w+)(?=[\s<(:;{]|$)";

    [Fact]
    public void No_two_types_share_a_name() =>
        Assert.Empty(Repository.AllSources
            .SelectMany(path => Regex.Matches(File.ReadAllText(path), TypeDeclaration, RegexOptions.Multiline)
                .Where(match => !match.Value.Contains(" partial ", StringComparison.Ordinal))
                .Select(match => (Name: match.Groups["name"].Value, Path: Repository.Show(path))))
            .GroupBy(type => type.Name)
            .Where(types => types.Count() > 1)
            .Select(types => $"{types.Key}: {string.Join(", ", types.Select(type => type.Path))}"));

    /// <summary>Messages is one vocabulary, which every layer speaks: its folders sort the files, and its namespace is one.</summary>
    [Fact]
    public void Namespaces_follow_folders() =>
        Assert.Empty(Repository.Projects.SelectMany(project => Repository.Sources(project)
            .Where(path => NamespaceOf(path) is { } name && name != ExpectedNamespace(project, path))
            .Select(path => $"{Repository.Show(path)} is in {NamespaceOf(path)}")));

    private static string? NamespaceOf(string path) =>
        File.ReadLines(path).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');

    private static string ExpectedNamespace(string project, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Repository.Root, "src", project), path))!;
        return project == "Messages" || folder.Length == 0 ? $"MeshNet.{project}" : $"MeshNet.{project}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }
}
