namespace MeshNet.Hocon;

/// <summary>An include statement.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="Name">What is between its quotes.</param>
/// <param name="IsFile">Written <c>file("…")</c>: the name is taken as it is, without trying extensions.</param>
/// <param name="IsRequired">Written <c>required(…)</c>: it is an error when there is nothing to include.</param>
internal sealed record HoconInclude(HoconOrigin Origin, string Name, bool IsFile, bool IsRequired)
{
    private static readonly string[] Extensions = [".json", ".conf"];

    /// <summary>The files that are there, the stronger last. Relative names start from the including file's folder.</summary>
    /// <exception cref="HoconException">Nothing is there and it is required, or the text is in no file.</exception>
    public IReadOnlyList<string> Locate(string? includingFile)
    {
        if (Name.Length == 0 || Name.Contains('\0'))
        {
            throw new HoconException(Origin, "an include needs the name of a file");
        }

        if (includingFile is null && !Path.IsPathRooted(Name))
        {
            throw new HoconException(
                Origin, $"include \"{Name}\" is relative, but this text is not in a file: give an absolute path");
        }

        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(includingFile) ?? "/", Name));
        bool isWhole = IsFile || Extensions.Any(extension => path.EndsWith(extension, StringComparison.Ordinal));
        string[] found = (isWhole ? [path] : Extensions.Select(extension => path + extension).Prepend(path)).Where(File.Exists).ToArray();
        return found.Length > 0 || !IsRequired
            ? found
            : throw new HoconException(Origin, $"the file to include is missing: {path}");
    }
}

/// <summary>
/// Reads <c>include "x"</c>, <c>include file("x")</c> and either of them in <c>required(…)</c>. Parentheses are ordinary
/// characters to the tokenizer, so a form is a word, a quoted name, and as many closing parentheses as the word opened.
/// </summary>
internal static class IncludeReader
{
    public const string Keyword = "include";

    private const string Required = "required(";
    private const string File = "file(";

    private static readonly string[] Unsupported = ["url(", "classpath("];

    /// <summary>Whether a word begins one of the forms.</summary>
    public static bool IsForm(string word) =>
        word.StartsWith(Required, StringComparison.Ordinal)
        || word.StartsWith(File, StringComparison.Ordinal)
        || Unsupported.Any(form => word.StartsWith(form, StringComparison.Ordinal));

    public static HoconInclude Read(TokenReader tokens)
    {
        HoconOrigin origin = tokens.Take().Origin;
        string opening = ReadWords(tokens);
        string rest = opening;
        bool isRequired = TakePrefix(ref rest, Required);
        bool isFile = TakePrefix(ref rest, File);
        if (Unsupported.FirstOrDefault(form => rest.StartsWith(form, StringComparison.Ordinal)) is { } unsupported)
        {
            throw new HoconException(origin, $"include {unsupported}…) is not supported: include a file");
        }

        if (rest.Length > 0 || tokens.Current.Kind != TokenKind.Quoted)
        {
            throw new HoconException(tokens.Current.Origin, $"include needs the name of a file in quotes, not {tokens.Current.Describe()}");
        }

        string name = tokens.Take().Text;
        string parentheses = new(')', (isRequired ? 1 : 0) + (isFile ? 1 : 0));
        Token closing = tokens.Current;
        return ReadWords(tokens) == parentheses
            ? new(origin, name, isFile, isRequired)
            : throw new HoconException(closing.Origin, $"include \"{name}\" must be followed by '{parentheses}' and a new line");
    }

    /// <summary>The words up to the next quoted text or the end of the line, blanks left out.</summary>
    private static string ReadWords(TokenReader tokens)
    {
        string words = "";
        while (tokens.Current.Kind is TokenKind.Space or TokenKind.Unquoted)
        {
            Token token = tokens.Take();
            words += token.Kind == TokenKind.Space ? "" : token.Text;
        }

        return words;
    }

    private static bool TakePrefix(ref string text, string prefix)
    {
        bool has = text.StartsWith(prefix, StringComparison.Ordinal);
        text = has ? text[prefix.Length..] : text;
        return has;
    }
}

/// <summary>The files that are being read, each included by the one before; ends circles and floods.</summary>
internal sealed class IncludeStack
{
    private readonly ImmutableArray<string> _files;
    private readonly Counter _counter;

    private IncludeStack(ImmutableArray<string> files, Counter counter) => (_files, _counter) = (files, counter);

    public static IncludeStack Of(HoconSource source) => new(source.File is { } file ? [file] : [], new());

    /// <exception cref="HoconException">The file is being read already, or there are too many.</exception>
    public IncludeStack Push(string file, HoconOrigin origin)
    {
        if (_files.Contains(file))
        {
            throw new HoconException(origin, $"files include one another in a circle: {string.Join(" → ", _files.Add(file))}");
        }

        if (_files.Length >= HoconLimits.MaxIncludeDepth)
        {
            throw new HoconException(origin, $"more than {HoconLimits.MaxIncludeDepth} files include one another");
        }

        if (++_counter.Included > HoconLimits.MaxIncludes)
        {
            throw new HoconException(origin, $"more than {HoconLimits.MaxIncludes} files are included");
        }

        return new(_files.Add(file), _counter);
    }

    private sealed class Counter
    {
        public int Included { get; set; }
    }
}
