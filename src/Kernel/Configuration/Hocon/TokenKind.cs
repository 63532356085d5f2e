namespace Akka.Configuration.Hocon;

internal enum TokenKind
{
    End,
    NewLine,
    Comma,

    /// <summary><c>:</c> or <c>=</c>.</summary>
    Separator,
    PlusEquals,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,

    /// <summary><c>${</c></summary>
    Substitution,

    /// <summary><c>${?</c></summary>
    OptionalSubstitution,

    /// <summary>Text in one or three quotes, without them and unescaped.</summary>
    Quoted,

    /// <summary>Text without quotes, numbers and words alike.</summary>
    Unquoted,

    /// <summary>Blanks within a line.</summary>
    Space,
}
