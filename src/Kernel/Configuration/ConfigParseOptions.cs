namespace Akka.Configuration;

/// <summary>What a text is parsed with.</summary>
public sealed record ConfigParseOptions
{
    /// <summary>What error messages call the text; a file is called by its path when this is null.</summary>
    public string? Description { get; init; }

    /// <summary>What lies below: it fills in what the text leaves out, and substitutions in the text may refer to it.</summary>
    public Config? Fallback { get; init; }

    /// <summary>Looks an environment variable up, for substitutions that no configuration defines.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
