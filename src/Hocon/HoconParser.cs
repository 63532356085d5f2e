namespace MeshNet.Hocon;

/// <summary>Builds the tree of a text; substitutions stay in it for <see cref="HoconResolver"/>.</summary>
internal sealed class HoconParser
{
    private readonly HoconSource _source;
    private readonly TokenReader _tokens;
    private readonly IncludeStack _includes;

    /// <summary>Where an included text lands in the whole; empty for the text that is not included.</summary>
    private readonly ImmutableArray<string> _includedAt;
    private readonly HoconValueParser _values;

    public HoconParser(HoconSource source)
        : this(source, IncludeStack.Of(source), [])
    {
    }

    private HoconParser(HoconSource source, IncludeStack includes, ImmutableArray<string> includedAt)
    {
        _source = source;
        _includes = includes;
        _includedAt = includedAt;
        _tokens = new(Tokenizer.Tokenize(source.Text, source.Description));
        _values = new(_tokens, includedAt, ParseObject);
    }

    /// <summary>The root's braces may be left out, both together.</summary>
    public HoconObject Parse()
    {
        _tokens.SkipSpaceAndNewLines();
        ParsePlace place = new(_includedAt);
        if (_tokens.Current.Kind == TokenKind.OpenBracket)
        {
            throw new HoconException(_tokens.Current.Origin, "the root of a configuration must be an object, not a list");
        }

        if (_tokens.Current.Kind != TokenKind.OpenBrace)
        {
            return ParseFields(new HoconObject(_tokens.Current.Origin), TokenKind.End, place);
        }

        HoconObject root = ParseObject(place);
        _tokens.SkipSpaceAndNewLines();
        return _tokens.Current.Kind == TokenKind.End
            ? root
            : throw new HoconException(_tokens.Current.Origin, $"nothing may follow the last brace of the root, but {_tokens.Current.Describe()} does");
    }

    private HoconObject ParseObject(ParsePlace place)
    {
        Token open = _tokens.Take();
        HoconObject result = ParseFields(new HoconObject(open.Origin), TokenKind.CloseBrace, place);
        if (_tokens.Current.Kind != TokenKind.CloseBrace)
        {
            throw new HoconException(open.Origin, "the brace that opens here is not closed");
        }

        _tokens.Take();
        return result;
    }

    private HoconObject ParseFields(HoconObject target, TokenKind close, ParsePlace place)
    {
        _tokens.SkipSpaceAndNewLines();
        while (_tokens.Current.Kind is not TokenKind.End && _tokens.Current.Kind != close)
        {
            if (_tokens.Current is { Kind: TokenKind.Unquoted, Text: IncludeReader.Keyword } && !IsKeyAfterInclude())
            {
                Include(target, place);
            }
            else
            {
                ParseField(target, place);
            }

            _values.EndElement(close);
        }

        return target;
    }

    private void ParseField(HoconObject target, ParsePlace place)
    {
        Token first = _tokens.Current;
        HoconPath path = PathReader.Read(_tokens);
        if (first is { Kind: TokenKind.Unquoted } && path.Keys[0].Split(' ')[0] == IncludeReader.Keyword)
        {
            throw new HoconException(first.Origin, "a key that begins with the word include must be in quotes");
        }

        ParsePlace inside = place.Inside(path, first.Origin);
        _tokens.SkipSpaceAndNewLines();
        Token separator = _tokens.Current;
        if (separator.Kind is TokenKind.Separator or TokenKind.PlusEquals)
        {
            _tokens.Take();
            _tokens.SkipSpaceAndNewLines();
        }
        else if (separator.Kind != TokenKind.OpenBrace)
        {
            throw new HoconException(
                separator.Origin, $"the key {path} must be followed by =, : or {{, not by {separator.Describe()}");
        }

        HoconValue value = _values.Parse(inside);
        HoconValue whole = separator.Kind == TokenKind.PlusEquals ? Append(value, inside, separator.Origin) : value;
        target.AddAll(HoconObject.Around(path, whole));
    }

    /// <summary><c>a += b</c> is <c>a = ${?a} [b]</c>.</summary>
    private static HoconConcatenation Append(HoconValue value, ParsePlace place, HoconOrigin origin) =>
        place.Path is { } path
            ? new(origin, [new HoconSubstitution(origin, [path], isOptional: true), new HoconArray(origin, [value])])
            : throw new HoconException(origin, "+= cannot be used inside a list");

    /// <summary>The word include followed by a separator or another word is a mistake that deserves its own message.</summary>
    private bool IsKeyAfterInclude() =>
        _tokens.PeekAfterSpace() is var next
        && next.Kind != TokenKind.Quoted
        && !(next.Kind == TokenKind.Unquoted && IncludeReader.IsForm(next.Text));

    private void Include(HoconObject target, ParsePlace place)
    {
        HoconInclude include = IncludeReader.Read(_tokens);
        if (place.Keys is not { } keys)
        {
            throw new HoconException(include.Origin, "include cannot be used inside a list");
        }

        foreach (string file in include.Locate(_source.File))
        {
            IncludeStack stack = _includes.Push(file, include.Origin);
            target.AddAll(new HoconParser(HoconSource.OfFile(file), stack, keys).Parse());
        }
    }
}
