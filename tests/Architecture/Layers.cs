using System.Xml.Linq;

namespace MeshNet.Architecture.Tests;

/// <summary>Dependencies point down only: Node → Actors, Linux, Hocon → Protocol → Messages.</summary>
public sealed class Layers
{
    private static readonly Dictionary<string, string[]> Below = new(StringComparer.Ordinal)
    {
        ["Messages"] = [],
        ["Protocol"] = ["Messages"],
        ["Hocon"] = [],
        ["Linux"] = ["Messages", "Protocol"],
        ["Actors"] = ["Messages", "Protocol"],
        ["Node"] = ["Messages", "Protocol", "Hocon", "Linux", "Actors"],
    };

    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["Linux"] = ["Tmds.LibC"],
        ["Actors"] = ["Akka"],
        ["Node"] =
        [
            "Akka", "Docker.DotNet.Enhanced", "Docker.DotNet.Enhanced.NativeHttp", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.provider.sqlite3",
            "System.CommandLine", "Tmds.LibC",
        ],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_projects_below_it(string project) =>
        Assert.Empty(References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)["MeshNet.".Length..])
            .Except(Below[project]));

    /// <summary>Messages, the brain and the reader of meshnet.conf need nothing but .NET; each other layer has the library of its edge.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_the_packages_of_its_layer(string project) =>
        Assert.Empty(References(project, "PackageReference").Except(Packages.GetValueOrDefault(project, [])));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, $"MeshNet.{project}.csproj"))
            .Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value);
}
