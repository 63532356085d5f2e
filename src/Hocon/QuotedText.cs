using System.Text;

namespace MeshNet.Hocon;

/// <summary>Text in quotes: one quote as in JSON, three for raw text over several lines.</summary>
internal static class QuotedText
{
    private const string TripleQuote = "\"\"\"";
    private const int UnicodeEscapeDigits = 4;

    public static string Read(TextCursor cursor) => cursor.StartsWith(TripleQuote) ? ReadRaw(cursor) : ReadEscaped(cursor);

    private static string ReadRaw(TextCursor cursor)
    {
        HoconOrigin start = cursor.Origin;
        cursor.Take(TripleQuote.Length);
        int length = cursor.DistanceTo(TripleQuote)
            ?? throw new HoconException(start, "the text in triple quotes that begins here is not closed");

        // Quotes right before the closing three belong to the text.
        while (cursor.Peek(length + TripleQuote.Length) == '"')
        {
            length++;
        }

        string text = cursor.Take(length);
        cursor.Take(TripleQuote.Length);
        return text;
    }

    private static string ReadEscaped(TextCursor cursor)
    {
        HoconOrigin start = cursor.Origin;
        StringBuilder text = new();
        cursor.Take(1);
        while (true)
        {
            switch (cursor.Peek(0))
            {
                case '"':
                    cursor.Take(1);
                    return text.ToString();
                case '\\':
                    text.Append(ReadEscape(cursor));
                    break;
                case null or '\n':
                    throw new HoconException(start, "the text in quotes that begins here is not closed on its line");
                case < ' ' and var control:
                    throw new HoconException(
                        cursor.Origin, $"the control character U+{(int)control:X4} must be written as an escape in quotes");
                default:
                    text.Append(cursor.Take(1));
                    break;
            }
        }
    }

    private static char ReadEscape(TextCursor cursor)
    {
        HoconOrigin origin = cursor.Origin;
        cursor.Take(1);
        char? letter = cursor.Peek(0);
        if (letter is null)
        {
            throw new HoconException(origin, "the text ends inside an escape");
        }

        cursor.Take(1);
        return letter switch
        {
            '"' or '\\' or '/' => letter.Value,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadUnicode(cursor, origin),
            _ => throw new HoconException(
                origin, $"\\{letter} is not an escape; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits"),
        };
    }

    private static char ReadUnicode(TextCursor cursor, HoconOrigin origin)
    {
        string digits = cursor.PeekWhile(char.IsAsciiHexDigit);
        if (digits.Length < UnicodeEscapeDigits)
        {
            throw new HoconException(origin, "\\u must be followed by four hexadecimal digits");
        }

        return (char)ushort.Parse(cursor.Take(UnicodeEscapeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}

/// <summary>Writes text as a quoted JSON string.</summary>
internal static class HoconText
{
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
