using System.Xml.Linq;

namespace MeshNet.Architecture.Tests;

/// <summary>Dependencies point down only: Node → Actors, Linux, Docker → Protocol, Kernel → Messages.</summary>
public sealed class Layers
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Messages"] = [],
        ["Kernel"] = ["Messages"],
        ["Protocol"] = ["Messages"],
        ["Actors"] = ["Messages", "Kernel", "Protocol"],
        ["Linux"] = ["Messages", "Kernel", "Protocol"],
        ["Docker"] = ["Messages", "Kernel", "Protocol"],
        ["Node"] = ["Messages", "Kernel", "Protocol", "Actors", "Linux", "Docker"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_projects_below_it(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"MeshNet.{project}.csproj"));
        string[] referred =
        [
            .. file.Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["MeshNet.".Length..]),
        ];
        Assert.Empty(referred.Except(Allowed[project]));
    }

    [Fact]
    public void Every_source_project_is_in_the_list() =>
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
            Allowed.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Only_the_executable_uses_packages()
    {
        foreach (string project in Allowed.Keys.Where(name => name != "Node"))
        {
            XDocument file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"MeshNet.{project}.csproj"));
            Assert.Empty(file.Descendants("PackageReference"));
        }
    }
}
