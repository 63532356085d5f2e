namespace MeshNet.Hocon;

/// <summary>Reads a number with a unit of size; a number alone counts bytes. Single letters are powers of two, as in java -Xmx.</summary>
internal static class ByteSizes
{
    private const int MaxExponent = 6;
    private const string DecimalPrefixes = "kilo mega giga tera peta exa";
    private const string BinaryPrefixes = "kibi mebi gibi tebi pebi exbi";

    private static readonly Dictionary<string, decimal> BytesPerUnit = Units();

    /// <param name="text">For example <c>1400</c>, <c>64 KiB</c>, <c>1.5MB</c>, <c>128m</c>.</param>
    /// <returns>Null when the text is no size, is negative, or does not fit.</returns>
    public static long? Parse(string text) =>
        Quantity.Parse(text, BytesPerUnit) is >= 0 and <= long.MaxValue and var bytes ? (long)bytes : null;

    private static Dictionary<string, decimal> Units()
    {
        var table = new Dictionary<string, decimal>(StringComparer.Ordinal) { [""] = 1, ["B"] = 1, ["b"] = 1, ["byte"] = 1, ["bytes"] = 1 };
        decimal thousands = 1;
        decimal powersOfTwo = 1;
        for (var i = 0; i < MaxExponent; i++)
        {
            thousands *= 1000;
            powersOfTwo *= 1024;
            var decimalName = DecimalPrefixes.Split(' ')[i];
            var binaryName = BinaryPrefixes.Split(' ')[i];
            var letter = char.ToUpperInvariant(decimalName[0]);

            // The one prefix of the decimal kind that is written in lower case is the kilo.
            table[(i == 0 ? "k" : letter.ToString()) + "B"] = thousands;
            table[decimalName + "byte"] = table[decimalName + "bytes"] = thousands;
            table[letter.ToString()] = table[char.ToLowerInvariant(letter).ToString()] = powersOfTwo;
            table[letter + "i"] = table[letter + "iB"] = powersOfTwo;
            table[binaryName + "byte"] = table[binaryName + "bytes"] = powersOfTwo;
        }

        return table;
    }
}
