namespace MeshNet.Hocon;

/// <summary>Cuts a text into tokens. Comments vanish, line ends and blanks stay, because both have a meaning.</summary>
internal sealed class Tokenizer
{
    private readonly TextCursor _cursor;
    private readonly List<Token> _tokens = [];

    private Tokenizer(string text, string source) => _cursor = new(text, source);

    /// <exception cref="HoconException">A character stands where it must not, or a quote is not closed.</exception>
    public static IReadOnlyList<Token> Tokenize(string text, string source)
    {
        Tokenizer tokenizer = new(text, source);
        while (!tokenizer._cursor.AtEnd)
        {
            tokenizer.Next();
        }

        tokenizer.Add(TokenKind.End, "", tokenizer._cursor.Origin);
        return tokenizer._tokens;
    }

    private void Next()
    {
        HoconOrigin origin = _cursor.Origin;
        switch (_cursor.Current)
        {
            case '\n':
                Take(TokenKind.NewLine, 1);
                break;
            case '#':
            case '/' when _cursor.Peek(1) == '/':
                _cursor.TakeWhile(character => character != '\n');
                break;
            case ',':
                Take(TokenKind.Comma, 1);
                break;
            case ':' or '=':
                Take(TokenKind.Separator, 1);
                break;
            case '{':
                Take(TokenKind.OpenBrace, 1);
                break;
            case '}':
                Take(TokenKind.CloseBrace, 1);
                break;
            case '[':
                Take(TokenKind.OpenBracket, 1);
                break;
            case ']':
                Take(TokenKind.CloseBracket, 1);
                break;
            case '+' when _cursor.Peek(1) == '=':
                Take(TokenKind.PlusEquals, 2);
                break;
            case '$' when _cursor.Peek(1) == '{':
                bool isOptional = _cursor.Peek(2) == '?';
                Take(isOptional ? TokenKind.OptionalSubstitution : TokenKind.Substitution, isOptional ? 3 : 2);
                break;
            case '"':
                Add(TokenKind.Quoted, QuotedText.Read(_cursor), origin);
                break;
            case var blank when Characters.IsSpace(blank):
                Add(TokenKind.Space, _cursor.TakeWhile(Characters.IsSpace), origin);
                break;
            case (>= '0' and <= '9') or '-':
                Add(TokenKind.Unquoted, Number(), origin);
                break;
            case var reserved when Characters.IsReserved(reserved):
                throw new HoconException(origin, $"the character '{reserved}' must be in quotes here");
            default:
                Add(TokenKind.Unquoted, Word(), origin);
                break;
        }
    }

    /// <summary>
    /// What may be a number is read first, because a number may hold the otherwise reserved plus of an exponent. What turns
    /// out not to be one is text up to that plus, and the rest is read anew.
    /// </summary>
    private string Number()
    {
        char previous = '\0';
        string run = _cursor.PeekWhile(character =>
        {
            bool belongs = character is (>= '0' and <= '9') or '.' or '-' or 'e' or 'E'
                || (character == '+' && previous is 'e' or 'E');
            previous = character;
            return belongs;
        });
        bool isNumber = double.TryParse(run, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return _cursor.Take(isNumber || !run.Contains('+') ? run.Length : run.IndexOf('+'));
    }

    private string Word()
    {
        int length = 0;
        while (_cursor.Peek(length) is { } character
            && !Characters.IsSpace(character)
            && !Characters.IsReserved(character)
            && character != '\n'
            && !(character == '/' && _cursor.Peek(length + 1) == '/'))
        {
            length++;
        }

        return _cursor.Take(length);
    }

    private void Take(TokenKind kind, int length)
    {
        HoconOrigin origin = _cursor.Origin;
        Add(kind, _cursor.Take(length), origin);
    }

    private void Add(TokenKind kind, string text, HoconOrigin origin) => _tokens.Add(new(kind, text, origin));
}

/// <summary>The specification's classes of characters.</summary>
internal static class Characters
{
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>May not stand in a text without quotes.</summary>
    public static bool IsReserved(char character) => Reserved.Contains(character);

    /// <summary>Blank within a line: Unicode's separators, ASCII's controls of that kind, the byte order mark; not the line feed.</summary>
    public static bool IsSpace(char character) => character switch
    {
        '\t' or '\v' or '\f' or '\r' or ByteOrderMark => true,
        >= '\u001C' and <= '\u001F' => true,
        _ => char.GetUnicodeCategory(character) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator,
    };
}
