namespace Akka.Configuration.Hocon;

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
        var origin = tokens.Take().Origin;
        var opening = ReadWords(tokens);
        var rest = opening;
        var isRequired = TakePrefix(ref rest, Required);
        var isFile = TakePrefix(ref rest, File);
        if (Unsupported.FirstOrDefault(form => rest.StartsWith(form, StringComparison.Ordinal)) is { } unsupported)
            throw new ConfigurationException(origin, $"include {unsupported}…) is not supported: include a file");

        if (rest.Length > 0 || tokens.Current.Kind != TokenKind.Quoted)
            throw new ConfigurationException(tokens.Current.Origin, $"include needs a file's name in quotes, not {tokens.Current.Describe()}");

        var name = tokens.Take().Text;
        var parentheses = new string(')', (isRequired ? 1 : 0) + (isFile ? 1 : 0));
        var closing = tokens.Current;
        return ReadWords(tokens) == parentheses
            ? new(origin, name, isFile, isRequired)
            : throw new ConfigurationException(closing.Origin, $"include \"{name}\" is to be followed by '{parentheses}' and a new line");
    }

    /// <summary>The words up to the next quoted text or the end of the line, blanks left out.</summary>
    private static string ReadWords(TokenReader tokens)
    {
        var words = "";
        while (tokens.Current.Kind is TokenKind.Space or TokenKind.Unquoted)
        {
            var token = tokens.Take();
            words += token.Kind == TokenKind.Space ? "" : token.Text;
        }

        return words;
    }

    private static bool TakePrefix(ref string text, string prefix)
    {
        var has = text.StartsWith(prefix, StringComparison.Ordinal);
        text = has ? text[prefix.Length..] : text;
        return has;
    }
}
