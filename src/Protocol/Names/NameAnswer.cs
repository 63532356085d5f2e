using System.Collections.Immutable;

namespace MeshNet.Protocol.Names;

/// <summary>The mesh's answer to one question.</summary>
/// <param name="Addresses">IPv4 addresses, for <see cref="NameAnswerKind.Addresses"/>.</param>
/// <param name="Pointer">The name of an address's holder, for <see cref="NameAnswerKind.Pointer"/>.</param>
public readonly record struct NameAnswer(NameAnswerKind Kind, ImmutableArray<uint> Addresses, string? Pointer)
{
    public static readonly NameAnswer Unknown = new(NameAnswerKind.Unknown, [], null);

    public static readonly NameAnswer NoData = new(NameAnswerKind.NoData, [], null);

    public static readonly NameAnswer NoSuchName = new(NameAnswerKind.NoSuchName, [], null);

    public static NameAnswer Of(ImmutableArray<uint> addresses) => new(NameAnswerKind.Addresses, addresses, null);

    public static NameAnswer PointingTo(string name) => new(NameAnswerKind.Pointer, [], name);
}
