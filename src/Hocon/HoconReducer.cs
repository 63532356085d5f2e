namespace MeshNet.Hocon;

/// <summary>
/// Finds what a path or a value amounts to. A substitution takes the final value of its path, wherever that is set; when that
/// leads back to a value that is being reduced, it takes what the key had before that value (the specification's look-back).
/// </summary>
internal sealed class HoconReducer(IReadOnlyList<HoconObject> roots, Func<string, string?> environment, ResolveBudget budget)
{
    private readonly HashSet<HoconEntry> _reducing = [];

    public Reduction Reduce(HoconValue value) => value switch
    {
        HoconSubstitution substitution => Deeper(substitution.Origin, () => Substitute(substitution)),
        HoconConcatenation concatenation => Deeper(
            concatenation.Origin, () => Concatenation.Join(concatenation, concatenation.Pieces.Select(PieceOf).ToArray(), budget)),
        _ => Reduction.Of(value),
    };

    /// <summary>All values that layers, the strongest first, give to a key, the strongest first.</summary>
    public List<HoconEntry> EntriesOf(IReadOnlyList<HoconObject> layers, string key)
    {
        List<HoconEntry> entries = [];
        foreach (HoconObject layer in layers)
        {
            IReadOnlyList<HoconEntry> history = layer.HistoryOf(key);
            budget.Spend(1 + history.Count, layer.Origin);
            for (int i = history.Count - 1; i >= 0; i--)
            {
                entries.Add(history[i]);
            }
        }

        return entries;
    }

    /// <summary>The value that the entries of one key, the strongest first, make together: objects merge until something else ends them.</summary>
    public Reduction ReduceField(List<HoconEntry> entries)
    {
        // Only what was set before the earliest value in hand may be looked at, else the circle would close again.
        int first = entries.FindLastIndex(_reducing.Contains) + 1;
        return Merge(entries, first, isCircular: first > 0);
    }

    private Reduction Lookup(HoconPath path)
    {
        IReadOnlyList<HoconObject> layers = roots;
        foreach (string key in path.Keys.AsSpan(..^1))
        {
            // On the way to a deeper key an object's other keys matter, whatever of it is in hand.
            List<HoconEntry> entries = EntriesOf(layers, key);
            bool isCircular = entries.RemoveAll(_reducing.Contains) > 0;
            Reduction found = Merge(entries, 0, isCircular);
            if (found.Layers.Count == 0)
            {
                return found.IsCircular ? Reduction.Circle : Reduction.Nothing;
            }

            layers = found.Layers;
        }

        return ReduceField(EntriesOf(layers, path.Keys[^1]));
    }

    private Reduction Merge(List<HoconEntry> entries, int first, bool isCircular)
    {
        List<HoconObject> layers = [];
        for (int i = first; i < entries.Count; i++)
        {
            Reduction found;
            try
            {
                found = ReduceEntry(entries[i]);
            }
            catch (CircularSubstitutionException) when (i + 1 < entries.Count)
            {
                // This value cannot be had from here; what the key had before can.
                continue;
            }

            if (found.Value is not null)
            {
                return layers.Count == 0 ? found : Reduction.Of(layers);
            }

            layers.AddRange(found.Layers);
        }

        return layers.Count > 0 ? Reduction.Of(layers) : isCircular ? Reduction.Circle : Reduction.Nothing;
    }

    private Reduction ReduceEntry(HoconEntry entry)
    {
        if (entry.Value is not (HoconSubstitution or HoconConcatenation))
        {
            return Reduction.Of(entry.Value);
        }

        _reducing.Add(entry);
        try
        {
            return Reduce(entry.Value);
        }
        finally
        {
            _reducing.Remove(entry);
        }
    }

    private Reduction Substitute(HoconSubstitution substitution)
    {
        bool isCircular = false;
        foreach (HoconPath candidate in substitution.Candidates)
        {
            Reduction found = Lookup(candidate);
            if (found.IsDefined)
            {
                return found;
            }

            isCircular |= found.IsCircular;
        }

        if (environment(substitution.Path.EnvironmentName) is { } text)
        {
            return Reduction.Of(new HoconScalar(substitution.Origin with { Source = "the environment, for " + substitution.Origin.Source }, text));
        }

        if (substitution.IsOptional)
        {
            return Reduction.Nothing;
        }

        throw isCircular
            ? new CircularSubstitutionException(substitution)
            : new HoconException(
                substitution.Origin,
                $"{substitution} has no value: define {substitution.Path}, or write ${{?{substitution.Path}}} if it may be missing");
    }

    /// <summary>A blank stays what it is, so that a text keeps it and objects can do without.</summary>
    private Reduction PieceOf(HoconValue piece) => piece is HoconSpace ? new(piece, []) : Reduce(piece);

    private Reduction Deeper(HoconOrigin origin, Func<Reduction> reduce)
    {
        budget.Enter(origin);
        try
        {
            return reduce();
        }
        finally
        {
            budget.Leave();
        }
    }
}
