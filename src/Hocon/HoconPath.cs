namespace MeshNet.Hocon;

/// <summary>The keys that lead from the root to a value; at least one.</summary>
internal sealed class HoconPath(ImmutableArray<string> keys)
{
    public ImmutableArray<string> Keys { get; } = keys;

    /// <summary>The name under which the environment is asked: the keys as they are, with dots between.</summary>
    public string EnvironmentName => string.Join('.', Keys);

    /// <summary>Reads a path expression such as <c>a."b.c".d</c>.</summary>
    /// <exception cref="HoconException">It is none.</exception>
    public static HoconPath Parse(string expression)
    {
        TokenReader tokens = new(Tokenizer.Tokenize(expression, $"path '{expression}'"));
        HoconPath path = PathReader.Read(tokens);
        return tokens.Current.Kind == TokenKind.End
            ? path
            : throw new HoconException(tokens.Current.Origin, $"{tokens.Current.Describe()} must be in quotes in a path");
    }

    /// <summary>The path as it is written in a configuration: keys are quoted where they must be.</summary>
    public override string ToString() => string.Join('.', Keys.Select(Quote));

    private static string Quote(string key) =>
        key.Length > 0 && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '/')
            ? key
            : $"\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
