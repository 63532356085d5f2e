using System.Text;

namespace MeshNet.Hocon;

/// <summary>
/// Reads a path expression: like a concatenation of texts, except that dots outside quotes part the keys. Blanks inside belong
/// to the keys, those around the whole do not.
/// </summary>
internal sealed class PathReader
{
    private readonly ImmutableArray<string>.Builder _keys = ImmutableArray.CreateBuilder<string>();
    private readonly StringBuilder _key = new();
    private readonly HoconOrigin _origin;
    private bool _hasQuotes;

    private PathReader(HoconOrigin origin) => _origin = origin;

    /// <summary>Reads up to the first token that cannot belong to a path; blanks before it are taken too.</summary>
    public static HoconPath Read(TokenReader tokens)
    {
        tokens.SkipSpace();
        PathReader path = new(tokens.Current.Origin);
        Token first = tokens.Current;
        while (tokens.Current.Kind is TokenKind.Quoted or TokenKind.Unquoted or TokenKind.Space)
        {
            Token token = tokens.Take();
            bool isTrailing = token.Kind == TokenKind.Space
                && tokens.Current.Kind is not (TokenKind.Quoted or TokenKind.Unquoted or TokenKind.Space);
            if (!isTrailing)
            {
                path.Append(token);
            }
        }

        return tokens.Current == first
            ? throw new HoconException(first.Origin, $"a key is needed here, not {first.Describe()}")
            : path.Finish();
    }

    private void Append(Token token)
    {
        if (token.Kind == TokenKind.Quoted)
        {
            _hasQuotes = true;
            _key.Append(token.Text);
            return;
        }

        foreach (char character in token.Text)
        {
            if (character == '.')
            {
                EndKey();
            }
            else
            {
                _key.Append(character);
            }
        }
    }

    private HoconPath Finish()
    {
        EndKey();
        return _keys.Count <= HoconLimits.MaxDepth
            ? new(_keys.ToImmutable())
            : throw new HoconException(_origin, $"the path has more than {HoconLimits.MaxDepth} keys");
    }

    private void EndKey()
    {
        if (_key.Length == 0 && !_hasQuotes)
        {
            throw new HoconException(
                _origin, "the path has an empty key: a dot too many, or write \"\" for a key that is empty on purpose");
        }

        _keys.Add(_key.ToString());
        _key.Clear();
        _hasQuotes = false;
    }
}
