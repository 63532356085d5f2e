using System.Text.RegularExpressions;

namespace MeshNet.Architecture.Tests;

/// <summary>The C library is called through Tmds.LibC.</summary>
public sealed class SystemCalls
{
    [Fact]
    public void Only_one_file_imports_functions_of_the_C_library() =>
        Assert.Equal(
            ["src/Linux/Interop/LibcAdditions.cs"],
            Repository.AllSources.Where(ImportsTheCLibrary).Select(Repository.Show));

    /// <summary>Whoever writes the library's name into a constant is found by that.</summary>
    private static bool ImportsTheCLibrary(string path)
    {
        string text = File.ReadAllText(path);
        return Regex.IsMatch(text, @"\[(Library|Dll)Import\b") && Regex.IsMatch(text, @"""libc(\.so(\.6)?)?""");
    }
}
