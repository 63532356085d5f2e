using System.Buffers;

namespace MeshNet.Actors.Driver;

/// <summary>How the veths of an overlay are named, so that they are found again without any memory of them.</summary>
public static class OverlayLinks
{
    private const string Prefix = "mn";
    private const int Digits = 9;
    internal static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// Both ends bear it until Docker renames the container's: "mn" and the first nine digits of the endpoint's id, 36 bits, enough
    /// for one host.
    /// </summary>
    public static string NameOf(EndpointId endpoint) => Prefix + endpoint.ToString()[..Digits];

    /// <summary>True for a name that <see cref="NameOf"/> makes.</summary>
    public static bool IsName(string name) =>
        name.Length == Prefix.Length + Digits
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && !name.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits);
}
