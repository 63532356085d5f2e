using System.Collections.Immutable;

namespace Akka.Configuration.Hocon;

/// <summary>The files that are being read, each included by the one before; ends circles and floods.</summary>
internal sealed class IncludeStack
{
    private readonly ImmutableArray<string> _files;
    private readonly Counter _counter;

    private IncludeStack(ImmutableArray<string> files, Counter counter) => (_files, _counter) = (files, counter);

    public static IncludeStack Of(HoconSource source) => new(source.File is { } file ? [file] : [], new());

    /// <exception cref="ConfigurationException">The file is being read already, or there are too many.</exception>
    public IncludeStack Push(string file, ConfigOrigin origin)
    {
        if (_files.Contains(file))
            throw new ConfigurationException(origin, $"files include one another in a circle: {string.Join(" → ", _files.Add(file))}");

        if (_files.Length >= HoconLimits.MaxIncludeDepth)
            throw new ConfigurationException(origin, $"more than {HoconLimits.MaxIncludeDepth} files include one another");

        if (++_counter.Included > HoconLimits.MaxIncludes)
            throw new ConfigurationException(origin, $"more than {HoconLimits.MaxIncludes} files are included");

        return new(_files.Add(file), _counter);
    }

    private sealed class Counter
    {
        public int Included { get; set; }
    }
}
