namespace Akka.Configuration;

/// <summary>The place of a value in the text that it came from.</summary>
/// <param name="Source">A file's path, or what else the text is.</param>
/// <param name="Line">From 1; 0 when the value came from no text.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
public sealed record ConfigOrigin(string Source, int Line, int Column)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
