namespace Akka.Configuration.Hocon;

/// <summary>An include statement.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="Name">What is between its quotes.</param>
/// <param name="IsFile">Written <c>file("…")</c>: the name is taken as it is, without trying extensions.</param>
/// <param name="IsRequired">Written <c>required(…)</c>: it is an error when there is nothing to include.</param>
internal sealed record HoconInclude(ConfigOrigin Origin, string Name, bool IsFile, bool IsRequired)
{
    private static readonly string[] Extensions = [".json", ".conf"];

    /// <summary>The files that are there, the stronger last. Relative names start from the including file's folder.</summary>
    /// <exception cref="ConfigurationException">Nothing is there and it is required, or the text is in no file.</exception>
    public IReadOnlyList<string> Locate(string? includingFile)
    {
        if (Name.Length == 0 || Name.Contains('\0'))
            throw new ConfigurationException(Origin, "an include needs the name of a file");

        if (includingFile is null && !Path.IsPathRooted(Name))
        {
            throw new ConfigurationException(
                Origin, $"include \"{Name}\" is relative to the including file, and this text is in none: give an absolute path");
        }

        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(includingFile) ?? "/", Name));
        var isWhole = IsFile || Extensions.Any(extension => path.EndsWith(extension, StringComparison.Ordinal));
        var found = (isWhole ? [path] : Extensions.Select(extension => path + extension).Prepend(path)).Where(File.Exists).ToArray();
        return found.Length > 0 || !IsRequired
            ? found
            : throw new ConfigurationException(Origin, $"the file to include is missing: {path}");
    }
}
