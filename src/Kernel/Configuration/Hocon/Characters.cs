using System.Globalization;

namespace Akka.Configuration.Hocon;

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
