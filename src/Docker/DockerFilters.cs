using System.Collections.Immutable;
using System.Text.Json;
using MeshNet.Docker.Http;

namespace MeshNet.Docker;

/// <summary>
/// The <c>filters</c> argument of lists and events: values of one name are alternatives, names must all match.
/// Container names match as regular expressions with the leading slash: <c>^/web$</c>.
/// </summary>
public sealed class DockerFilters
{
    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> _values;

    private DockerFilters(ImmutableSortedDictionary<string, ImmutableArray<string>> values) => _values = values;

    /// <summary>No filter: everything matches.</summary>
    public static DockerFilters None { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>These filters and one more value of <paramref name="name"/>.</summary>
    public DockerFilters With(string name, string value) =>
        new(_values.SetItem(name, _values.TryGetValue(name, out var earlier) ? earlier.Add(value) : [value]));

    /// <summary>The filter as the API wants it: a JSON object of lists, empty text when there is no filter.</summary>
    public override string ToString() => _values.IsEmpty
        ? ""
        : JsonSerializer.Serialize(
            _values.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal),
            DockerJson.Default.DictionaryStringStringArray);
}
