namespace Akka.Configuration.Hocon;

/// <summary>A position in a list of tokens; the last one, <see cref="TokenKind.End"/>, is never passed.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens)
{
    private int _position;

    public Token Current => tokens[_position];

    public Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
            _position++;

        return token;
    }

    public void SkipSpace()
    {
        while (Current.Kind == TokenKind.Space)
            Take();
    }

    public void SkipSpaceAndNewLines()
    {
        while (Current.Kind is TokenKind.Space or TokenKind.NewLine)
            Take();
    }

    /// <summary>The first token after the current one and the blanks that follow it.</summary>
    public Token PeekAfterSpace()
    {
        var next = Math.Min(_position + 1, tokens.Count - 1);
        while (tokens[next].Kind == TokenKind.Space)
            next++;

        return tokens[next];
    }
}
