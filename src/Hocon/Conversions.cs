namespace MeshNet.Hocon;

/// <summary>Reads typed values out of what was written; each names the path, the value and what was wanted when it cannot.</summary>
internal static class Conversions
{
    public static string ToText(HoconValue value, string path) => Scalar(value, path, "a text");

    public static long ToInt64(HoconValue value, string path)
    {
        string text = Scalar(value, path, "a whole number");
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            && number == Math.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw Wrong(value, path, "a whole number");
    }

    public static int ToInt32(HoconValue value, string path) =>
        ToInt64(value, path) is >= int.MinValue and <= int.MaxValue and var number
            ? (int)number
            : throw Wrong(value, path, $"a whole number between {int.MinValue} and {int.MaxValue}");

    public static bool ToBoolean(HoconValue value, string path) => Scalar(value, path, "true or false") switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => throw Wrong(value, path, "true or false (or yes, no, on, off)"),
    };

    public static TimeSpan ToTimeSpan(HoconValue value, string path, bool allowInfinite) =>
        Durations.Parse(Scalar(value, path, "a duration"), allowInfinite)
            ?? throw Wrong(value, path, "a duration such as 500ms, 2s, 1.5m, 1h or 1d");

    /// <summary>An object whose keys are numbers is a list too: so single elements can be set from a command line.</summary>
    public static IReadOnlyList<HoconValue> ToItems(HoconValue value, string path)
    {
        if (value is HoconArray list)
        {
            return list.Items;
        }

        if (value is not HoconObject map)
        {
            throw Wrong(value, path, "a list");
        }

        HoconValue[] items = map.Keys.Where(IsIndex).OrderBy(key => int.Parse(key, CultureInfo.InvariantCulture)).Select(key => map.Get(key)!).ToArray();
        return items.Length > 0 ? items : throw Wrong(value, path, "a list");
    }

    private static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Scalar(HoconValue value, string path, string wanted) =>
        value is HoconScalar { IsNull: false } scalar ? scalar.Text : throw Wrong(value, path, wanted);

    private static HoconException Wrong(HoconValue value, string path, string wanted) =>
        new(value.Origin, $"{path} is {value.Describe()}, but must be {wanted}");
}
