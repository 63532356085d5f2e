using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Text in quotes: one quote as in JSON, three for raw text over several lines.</summary>
internal static class QuotedText
{
    private const string TripleQuote = "\"\"\"";
    private const int UnicodeEscapeDigits = 4;

    public static string Read(TextCursor cursor) => cursor.StartsWith(TripleQuote) ? ReadRaw(cursor) : ReadEscaped(cursor);

    private static string ReadRaw(TextCursor cursor)
    {
        var start = cursor.Origin;
        cursor.Take(TripleQuote.Length);
        var length = cursor.DistanceTo(TripleQuote)
            ?? throw new ConfigurationException(start, "the text in triple quotes that begins here is not closed");

        // Quotes right before the closing three belong to the text.
        while (cursor.Peek(length + TripleQuote.Length) == '"')
            length++;

        var text = cursor.Take(length);
        cursor.Take(TripleQuote.Length);
        return text;
    }

    private static string ReadEscaped(TextCursor cursor)
    {
        var start = cursor.Origin;
        var text = new StringBuilder();
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
                    throw new ConfigurationException(start, "the text in quotes that begins here is not closed on its line");
                case < ' ' and var control:
                    throw new ConfigurationException(
                        cursor.Origin, $"the control character U+{(int)control:X4} must be written as an escape in quotes");
                default:
                    text.Append(cursor.Take(1));
                    break;
            }
        }
    }

    private static char ReadEscape(TextCursor cursor)
    {
        var origin = cursor.Origin;
        cursor.Take(1);
        var letter = cursor.Peek(0);
        if (letter is null)
            throw new ConfigurationException(origin, "the text ends within an escape");

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
            _ => throw new ConfigurationException(
                origin, $"\\{letter} is no escape; those are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits"),
        };
    }

    private static char ReadUnicode(TextCursor cursor, ConfigOrigin origin)
    {
        var digits = cursor.PeekWhile(char.IsAsciiHexDigit);
        if (digits.Length < UnicodeEscapeDigits)
            throw new ConfigurationException(origin, "\\u is to be followed by four hexadecimal digits");

        return (char)ushort.Parse(cursor.Take(UnicodeEscapeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
