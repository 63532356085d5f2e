namespace Akka.Configuration.Hocon;

/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says; of punctuation, the text as written.</param>
/// <param name="Origin">Where it begins.</param>
internal sealed record Token(TokenKind Kind, string Text, ConfigOrigin Origin)
{
    /// <summary>How an error message names it.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.NewLine => "the end of the line",
        TokenKind.Quoted => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}
