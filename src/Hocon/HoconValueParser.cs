namespace MeshNet.Hocon;

/// <summary>Reads what stands on the right of a separator or in a list: one value, or several side by side on one line.</summary>
internal sealed class HoconValueParser(
    TokenReader tokens, ImmutableArray<string> includedAt, Func<ParsePlace, HoconObject> parseObject)
{
    private const string Null = "null";

    public HoconValue Parse(ParsePlace place)
    {
        HoconOrigin origin = tokens.Current.Origin;
        List<HoconValue> pieces = [];
        while (ParsePiece(place) is { } piece)
        {
            pieces.Add(piece);
        }

        if (pieces.Count > 0 && pieces[^1] is HoconSpace)
        {
            pieces.RemoveAt(pieces.Count - 1);
        }

        return pieces switch
        {
            [] => throw new HoconException(
                tokens.Current.Origin, $"a value is needed here, not {tokens.Current.Describe()}"),
            [var single] => single,
            _ when pieces.All(piece => piece is HoconScalar or HoconSpace) => new HoconScalar(origin, Join(pieces)),
            _ => new HoconConcatenation(origin, pieces),
        };
    }

    /// <summary>What must come after a field or an element: the end, or a line's end, or one comma.</summary>
    public void EndElement(TokenKind close)
    {
        tokens.SkipSpace();
        Token end = tokens.Current;
        tokens.SkipSpaceAndNewLines();
        if (tokens.Current.Kind == TokenKind.Comma)
        {
            tokens.Take();
            tokens.SkipSpaceAndNewLines();
        }
        else if (end.Kind is not (TokenKind.NewLine or TokenKind.End) && end.Kind != close)
        {
            throw new HoconException(end.Origin, $"a comma or a new line is needed before {end.Describe()}");
        }
    }

    private HoconValue? ParsePiece(ParsePlace place)
    {
        Token token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Quoted:
                return new HoconScalar(token.Origin, tokens.Take().Text);
            case TokenKind.Unquoted:
                // Bare and alone it is null; beside other text it becomes text again, in quotes it always was.
                return new HoconScalar(token.Origin, tokens.Take().Text, isNull: token.Text == Null);
            case TokenKind.Space:
                return new HoconSpace(token.Origin, tokens.Take().Text);
            case TokenKind.OpenBrace:
                return parseObject(place);
            case TokenKind.OpenBracket:
                return ParseList(place);
            case TokenKind.Substitution or TokenKind.OptionalSubstitution:
                return ParseSubstitution();
            default:
                return null;
        }
    }

    private HoconArray ParseList(ParsePlace place)
    {
        Token open = tokens.Take();
        ParsePlace inside = place.InsideList(open.Origin);
        List<HoconValue> items = [];
        tokens.SkipSpaceAndNewLines();
        while (tokens.Current.Kind is not (TokenKind.CloseBracket or TokenKind.End))
        {
            items.Add(Parse(inside));
            EndElement(TokenKind.CloseBracket);
        }

        if (tokens.Current.Kind == TokenKind.End)
        {
            throw new HoconException(open.Origin, "the bracket that opens here is not closed");
        }

        tokens.Take();
        return new(open.Origin, items);
    }

    private HoconSubstitution ParseSubstitution()
    {
        Token open = tokens.Take();
        HoconPath path = PathReader.Read(tokens);
        if (tokens.Current.Kind != TokenKind.CloseBrace)
        {
            throw new HoconException(open.Origin, "the substitution that opens here is not closed by }");
        }

        tokens.Take();
        HoconPath[] candidates = includedAt.IsEmpty ? [path] : [new(includedAt.AddRange(path.Keys)), path];
        return new(open.Origin, candidates, open.Kind == TokenKind.OptionalSubstitution);
    }

    private static string Join(List<HoconValue> pieces) =>
        string.Concat(pieces.Select(piece => piece is HoconSpace space ? space.Text : ((HoconScalar)piece).Text));
}
