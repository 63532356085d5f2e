namespace MeshNet.Hocon;

/// <summary>The place of a value in the text that it came from.</summary>
/// <param name="Source">A file's path, or what else the text is.</param>
/// <param name="Line">From 1; 0 when the value came from no text.</param>
/// <param name="Column">From 1, in UTF-16 units.</param>
public sealed record HoconOrigin(string Source, int Line, int Column)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}

/// <summary>Something is configured wrongly, or asked for that is not configured.</summary>
public class HoconException : Exception
{
    public HoconException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>The message begins with the place: <c>file:line:column: what is wrong</c>.</summary>
    public HoconException(HoconOrigin origin, string message, Exception? cause = null)
        : base($"{origin}: {message}", cause) => Origin = origin;

    /// <summary>Where the mistake is; null when it is in no text.</summary>
    public HoconOrigin? Origin { get; }
}
