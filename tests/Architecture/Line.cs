using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>One line of a source file, with texts and comments taken out: those may name anything.</summary>
internal sealed record Line(string Path, int Number, string Code)
{
    public static IEnumerable<Line> Of(string path) => File.ReadLines(path).Select((line, index) => new Line(path, index + 1, WithoutTexts(line)));

    public override string ToString() => $"{Repository.Show(Path)}:{Number}: {Code.Trim()}";

    private static string WithoutTexts(string line)
    {
        string code = Regex.Replace(line, "\"(\\\\.|[^\"\\\\])*\"", "\"\"");
        int comment = code.IndexOf("//", StringComparison.Ordinal);
        return comment < 0 ? code : code[..comment];
    }
}
