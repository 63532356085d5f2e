using System.Collections.Immutable;

namespace MeshNet.Node.Plugin;

/// <summary>
/// Go writes a nil map or slice as null: here it is an empty one, and null values in one are left out.
/// The init accessors of everything that is read call this, because the generated reader passes null also for what is absent.
/// </summary>
internal static class Tolerant
{
    public static IReadOnlyDictionary<string, string> NoStrings { get; } = Values<string>(null);

    public static IReadOnlyDictionary<string, T> Values<T>(IReadOnlyDictionary<string, T>? values)
        where T : class =>
        values is null ? ImmutableDictionary<string, T>.Empty
        : values.Values.Any(value => value is null)
            ? values.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal)
        : values;

    public static IReadOnlyList<T> Items<T>(IReadOnlyList<T>? items)
        where T : class =>
        items is null ? [] : items.Any(item => item is null) ? [.. items.Where(item => item is not null)] : items;
}
