using System.Reflection;

namespace MeshNet.Hocon;

/// <summary>
/// Makes configurations out of HOCON, by the specification of lightbend/config. Every method resolves substitutions and
/// throws <see cref="HoconException"/> with file, line and column when the text is wrong.
/// </summary>
public static class HoconReader
{
    /// <summary>Parses a text. Files that it includes must be named by absolute paths.</summary>
    public static HoconConfig ParseString(string hocon, HoconOptions? options = null)
    {
        options ??= new();
        return Parse(HoconSource.OfText(hocon, options.Description ?? "configuration text"), options);
    }

    /// <summary>Parses a file; the files that it includes are looked for beside it.</summary>
    public static HoconConfig ParseFile(string path, HoconOptions? options = null)
    {
        options ??= new();
        return Parse(HoconSource.OfFile(path, options.Description), options);
    }

    /// <summary>Parses a text that is embedded in an assembly.</summary>
    public static HoconConfig FromResource(string resourceName, Assembly assembly)
    {
        using Stream stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new HoconException($"The assembly {assembly.GetName().Name} has no resource {resourceName}.");
        using StreamReader reader = new(stream);
        return ParseString(reader.ReadToEnd(), new() { Description = resourceName });
    }

    /// <summary>A configuration of one text value that was written in no file, as on a command line.</summary>
    /// <param name="path">The value's path.</param>
    /// <param name="value">The text.</param>
    /// <param name="description">What error messages call its origin.</param>
    public static HoconConfig FromValue(string path, string value, string description) =>
        new(HoconObject.Around(HoconPath.Parse(path), new HoconScalar(new(description, 0, 0), value)));

    private static HoconConfig Parse(HoconSource source, HoconOptions options)
    {
        HoconObject root = new HoconParser(source).Parse();
        HoconObject[] layers = options.Fallback is { } fallback ? [root, fallback.Root] : [root];
        return new(new HoconResolver(layers, options.Environment).Resolve());
    }
}

/// <summary>What a text is parsed with.</summary>
public sealed record HoconOptions
{
    /// <summary>What error messages call the text; a file is called by its path when this is null.</summary>
    public string? Description { get; init; }

    /// <summary>What lies below: it fills in what the text leaves out, and substitutions in the text may refer to it.</summary>
    public HoconConfig? Fallback { get; init; }

    /// <summary>Looks an environment variable up, for substitutions that no configuration defines.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
