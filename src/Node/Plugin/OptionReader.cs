using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshNet.Node.Plugin;

/// <summary>Reads single options of the free-form object that Docker hands through. What is absent or null is the default.</summary>
internal readonly struct OptionReader
{
    private readonly JsonElement _options;

    private OptionReader(JsonElement options)
    {
        if (options.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            throw new PluginRequestException($"Options must be a JSON object, but is {Describe(options)}");
        }

        _options = options;
    }

    /// <exception cref="PluginRequestException">The options are no object, or one has a value of the wrong kind.</exception>
    public static T Read<T>(JsonElement options, Func<OptionReader, T> read)
    {
        try
        {
            return read(new OptionReader(options));
        }
        catch (InvalidOperationException failure)
        {
            // What JsonElement throws for text that is no Unicode: half a surrogate pair, or bytes that are not UTF-8.
            throw new PluginRequestException($"Options holds text that is not Unicode: {failure.Message}", failure);
        }
    }

    public bool Flag(string name, bool absent) => Find(name) switch
    {
        null => absent,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out bool flag) => flag,
        { } other => throw Wrong(name, "true or false", other),
    };

    /// <summary>A base64 string; empty when the option is absent.</summary>
    public byte[] Bytes(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } text when text.TryGetBytesFromBase64(out byte[]? bytes) => bytes,
        { } other => throw Wrong(name, "base64", other),
    };

    public IReadOnlyList<T> List<T>(string name, JsonTypeInfo<T[]> type)
        where T : class
    {
        if (Find(name) is not { } list)
        {
            return [];
        }

        try
        {
            return Tolerant.Items(list.Deserialize(type));
        }
        catch (JsonException failure)
        {
            throw new PluginRequestException(
                $"the option {name} cannot be read at {failure.Path ?? "$"}: it is {Describe(list)}", failure);
        }
    }

    /// <summary>An object of scalars, as text; empty when the option is absent.</summary>
    public IReadOnlyDictionary<string, string> Strings(string name)
    {
        if (Find(name) is not { } map)
        {
            return Tolerant.NoStrings;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(name, "an object", map);
        }

        ImmutableSortedDictionary<string, string>.Builder texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.EnumerateObject())
        {
            texts[entry.Name] = Text(entry.Value) ?? throw Wrong($"{name}.{entry.Name}", "a string", entry.Value);
        }

        return texts.ToImmutable();
    }

    /// <summary>All scalar options, as text, whose names do not begin with <paramref name="prefix"/>.</summary>
    public IReadOnlyDictionary<string, string> StringsExcept(string prefix)
    {
        ImmutableSortedDictionary<string, string>.Builder texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (_options.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in _options.EnumerateObject())
            {
                if (!entry.Name.StartsWith(prefix, StringComparison.Ordinal) && Text(entry.Value) is { } text)
                {
                    texts[entry.Name] = text;
                }
            }
        }

        return texts.ToImmutable();
    }

    private JsonElement? Find(string name) =>
        _options.ValueKind == JsonValueKind.Object && _options.TryGetProperty(name, out JsonElement value)
            && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    private static PluginRequestException Wrong(string name, string wanted, JsonElement value) =>
        new($"the option {name} must be {wanted}, but is {Describe(value)}");

    private static string Describe(JsonElement value)
    {
        const int Shown = 60;
        string raw = value.GetRawText();
        return raw.Length <= Shown ? raw : $"{raw[..Shown]}…";
    }
}
