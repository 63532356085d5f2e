namespace MeshNet.Messages;

/// <summary>RFC 4648, section 6, without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[((bytes.Length * 8) + 4) / 5];
        int position = 0;
        int bits = 0;
        int held = 0;
        foreach (byte part in bytes)
        {
            held = (held << 8) | part;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[position++] = Alphabet[(held >> bits) & 31];
            }

            held &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            text[position] = Alphabet[(held << (5 - bits)) & 31];
        }

        return new string(text);
    }

    /// <summary>Fills the bytes; false for a character outside the alphabet or bits left over that are not zero.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        int position = 0;
        int bits = 0;
        int held = 0;
        foreach (char letter in text)
        {
            int value = Alphabet.IndexOf(char.ToUpperInvariant(letter));
            if (value < 0)
            {
                return false;
            }

            held = (held << 5) | value;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                if (position == bytes.Length)
                {
                    return false;
                }

                bytes[position++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        return position == bytes.Length && held == 0;
    }
}
