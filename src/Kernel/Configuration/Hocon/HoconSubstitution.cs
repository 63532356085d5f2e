namespace Akka.Configuration.Hocon;

/// <summary><c>${path}</c> or <c>${?path}</c>, not yet resolved.</summary>
internal sealed class HoconSubstitution(ConfigOrigin origin, IReadOnlyList<HoconPath> candidates, bool isOptional) : HoconValue(origin)
{
    /// <summary>Where to look, in order: in an included text first below the place of the include, then from the root.</summary>
    public IReadOnlyList<HoconPath> Candidates { get; } = candidates;

    public bool IsOptional { get; } = isOptional;

    /// <summary>The path as it was written.</summary>
    public HoconPath Path => Candidates[^1];

    public override string ToString() => $"${{{(IsOptional ? "?" : "")}{Path}}}";

    internal override string Describe() => ToString();
}
