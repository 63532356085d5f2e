using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// Makes configurations out of HOCON, by the specification of lightbend/config. Every method resolves substitutions and
/// throws <see cref="ConfigurationException"/> with file, line and column when the text is wrong.
/// </summary>
public static class ConfigurationFactory
{
    public static Config Empty => Config.Empty;

    /// <summary>Parses a text. Files that it includes must be named by absolute paths.</summary>
    public static Config ParseString(string hocon, ConfigParseOptions? options = null)
    {
        options ??= new();
        return Parse(HoconSource.OfText(hocon, options.Description ?? "configuration text"), options);
    }

    /// <summary>Parses a file; the files that it includes are looked for beside it.</summary>
    public static Config ParseFile(string path, ConfigParseOptions? options = null)
    {
        options ??= new();
        return Parse(HoconSource.OfFile(path, options.Description), options);
    }

    /// <summary>Parses a text that is embedded in an assembly.</summary>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"The assembly {assembly.GetName().Name} has no resource {resourceName}.");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd(), new() { Description = resourceName });
    }

    /// <summary>A configuration of one text value that was written in no file, as on a command line.</summary>
    /// <param name="path">The value's path.</param>
    /// <param name="value">The text.</param>
    /// <param name="description">What error messages call its origin.</param>
    public static Config FromValue(string path, string value, string description) =>
        new(HoconObject.Around(HoconPath.Parse(path), new HoconScalar(new(description, 0, 0), value)));

    private static Config Parse(HoconSource source, ConfigParseOptions options)
    {
        var root = new HoconParser(source).Parse();
        HoconObject[] layers = options.Fallback is { } fallback ? [root, fallback.Root] : [root];
        return new(new HoconResolver(layers, options.Environment).Resolve());
    }
}
