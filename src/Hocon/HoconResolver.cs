namespace MeshNet.Hocon;

/// <summary>
/// Makes one tree without substitutions out of objects that lie over one another. A value that would contain itself
/// (<c>a { b = ${a} }</c>) is an error: there is nothing to look back to that would end it.
/// </summary>
internal sealed class HoconResolver
{
    private readonly IReadOnlyList<HoconObject> _roots;
    private readonly ResolveBudget _budget = new();
    private readonly HoconReducer _reducer;

    /// <summary>The entries and lists whose insides are being built.</summary>
    private readonly HashSet<object> _building = [];

    /// <param name="roots">The strongest first.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    public HoconResolver(IReadOnlyList<HoconObject> roots, Func<string, string?> environment)
    {
        _roots = roots;
        _reducer = new(roots, environment, _budget);
    }

    public HoconObject Resolve() => BuildObject(_roots);

    private HoconObject BuildObject(IReadOnlyList<HoconObject> layers)
    {
        HoconObject built = new(layers[0].Origin);
        HashSet<string> seen = new(StringComparer.Ordinal);

        // From the weakest up, so that keys keep the order in which they first appeared.
        foreach (string key in layers.Reverse().SelectMany(layer => layer.Keys))
        {
            _budget.Spend(1, built.Origin);
            if (!seen.Add(key))
            {
                continue;
            }

            List<HoconEntry> entries = _reducer.EntriesOf(layers, key);
            Reduction found = _reducer.ReduceField(entries);
            if (found.IsDefined)
            {
                built.Add(key, Within(entries[0], entries[0].Value, () => Build(found)));
            }
        }

        return built;
    }

    private HoconValue Build(Reduction found) => found.Value switch
    {
        null => BuildObject(found.Layers),
        HoconArray list => Within(list, list, () => new HoconArray(list.Origin, [.. BuildItems(list)])),
        var scalar => scalar,
    };

    private IEnumerable<HoconValue> BuildItems(HoconArray list) =>
        list.Items.Select(_reducer.Reduce).Where(found => found.IsDefined).Select(Build);

    private HoconValue Within(object identity, HoconValue place, Func<HoconValue> build)
    {
        if (!_building.Add(identity))
        {
            throw new HoconException(place.Origin, $"{place.Describe()} would contain itself endlessly");
        }

        _budget.Enter(place.Origin);
        try
        {
            return build();
        }
        finally
        {
            _budget.Leave();
            _building.Remove(identity);
        }
    }
}
