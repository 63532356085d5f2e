using System.Buffers;

namespace Akka.Actor;

/// <summary>Which names an actor may carry, and the names of those that were given none.</summary>
internal static class ActorNames
{
    private const string Base64 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    private static readonly SearchValues<char> Legal =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\"-_.*$+:@&=,!~';()");

    /// <summary><c>$a</c>, <c>$b</c> … <c>$ba</c>: base 64, lowest digit first, with the mark that no given name may begin with.</summary>
    public static string Automatic(long number)
    {
        Span<char> text = stackalloc char[16];
        text[0] = '$';
        var length = 1;
        do
        {
            text[length++] = Base64[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return new string(text[..length]);
    }

    /// <exception cref="InvalidActorNameException">The name is empty, begins with $, or holds a character that a path cannot.</exception>
    public static void Check(string name)
    {
        if (name.Length == 0) throw new InvalidActorNameException("An actor's name must not be empty.");
        if (name[0] == '$') throw new InvalidActorNameException($"The actor name '{name}' must not start with $: those are given automatically.");
        for (var i = 0; i < name.Length; i++)
        {
            if (Legal.Contains(name[i])) continue;
            if (name[i] == '%' && i + 2 < name.Length && char.IsAsciiHexDigit(name[i + 1]) && char.IsAsciiHexDigit(name[i + 2])) continue;
            throw new InvalidActorNameException(
                $"The actor name '{name}' holds '{name[i]}' at position {i}: only ASCII letters, digits, \"-_.*$+:@&=,!~';() and %hh may be used.");
        }
    }
}
