namespace MeshNet.Hocon;

/// <summary>A position in a text that knows its line and column.</summary>
internal sealed class TextCursor(string text, string source)
{
    private int _position;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _position >= text.Length;

    public char Current => text[_position];

    public HoconOrigin Origin => new(source, _line, _position - _lineStart + 1);

    /// <summary>The character <paramref name="offset"/> places ahead; null beyond the end.</summary>
    public char? Peek(int offset) => _position + offset < text.Length ? text[_position + offset] : null;

    public bool StartsWith(string expected) => string.CompareOrdinal(text, _position, expected, 0, expected.Length) == 0;

    public string Take(int length)
    {
        string taken = text.Substring(_position, length);
        for (int i = 0; i < length; i++)
        {
            if (text[_position++] == '\n')
            {
                _line++;
                _lineStart = _position;
            }
        }

        return taken;
    }

    public string PeekWhile(Func<char, bool> belongs)
    {
        int end = _position;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return text[_position..end];
    }

    public string TakeWhile(Func<char, bool> belongs) => Take(PeekWhile(belongs).Length);

    /// <summary>The distance to the next occurrence; null when there is none.</summary>
    public int? DistanceTo(string wanted) =>
        text.IndexOf(wanted, _position, StringComparison.Ordinal) is >= 0 and var found ? found - _position : null;
}
