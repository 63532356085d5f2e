namespace MeshNet.Hocon;

internal enum TokenKind
{
    End,
    NewLine,
    Comma,

    /// <summary><c>:</c> or <c>=</c>.</summary>
    Separator,
    PlusEquals,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,

    /// <summary><c>${</c></summary>
    Substitution,

    /// <summary><c>${?</c></summary>
    OptionalSubstitution,

    /// <summary>Text in one or three quotes, without them and unescaped.</summary>
    Quoted,

    /// <summary>Text without quotes, numbers and words alike.</summary>
    Unquoted,

    /// <summary>Blanks within a line.</summary>
    Space,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says; of punctuation, the text as written.</param>
/// <param name="Origin">Where it begins.</param>
internal sealed record Token(TokenKind Kind, string Text, HoconOrigin Origin)
{
    /// <summary>How an error message names it.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.NewLine => "the end of the line",
        TokenKind.Quoted => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}

/// <summary>A position in a list of tokens; the last one, <see cref="TokenKind.End"/>, is never passed.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _position;

    public Token Current => tokens[_position];

    public Token Take()
    {
        Token token = Current;
        if (token.Kind != TokenKind.End)
        {
            _position++;
        }

        return token;
    }

    public void SkipSpace()
    {
        while (Current.Kind == TokenKind.Space)
        {
            Take();
        }
    }

    public void SkipSpaceAndNewLines()
    {
        while (Current.Kind is TokenKind.Space or TokenKind.NewLine)
        {
            Take();
        }
    }

    /// <summary>The first token after the current one and the blanks that follow it.</summary>
    public Token PeekAfterSpace()
    {
        int next = Math.Min(_position + 1, tokens.Count - 1);
        while (tokens[next].Kind == TokenKind.Space)
        {
            next++;
        }

        return tokens[next];
    }
}
