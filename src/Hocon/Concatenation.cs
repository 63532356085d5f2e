namespace MeshNet.Hocon;

/// <summary>Joins values that stand side by side: texts to a text, lists to a list, objects to layers.</summary>
internal static class Concatenation
{
    /// <param name="whole">The concatenation, for error messages.</param>
    /// <param name="pieces">What its pieces amount to, blanks included.</param>
    /// <param name="budget">Pays for the text that is copied.</param>
    public static Reduction Join(HoconConcatenation whole, IReadOnlyList<Reduction> pieces, ResolveBudget budget)
    {
        Reduction[] values = pieces.Where(piece => piece.IsDefined && piece.Value is not HoconSpace).ToArray();
        if (values.Any(piece => piece.Layers.Count > 0))
        {
            return JoinObjects(whole, values);
        }

        if (values.Any(piece => piece.Value is HoconArray))
        {
            return JoinLists(whole, values);
        }

        bool hasText = values.Length > 0 || pieces.Any(piece => piece.Value is HoconSpace);
        return hasText ? JoinText(whole, pieces, budget) : Reduction.Nothing;
    }

    private static Reduction JoinObjects(HoconConcatenation whole, Reduction[] values)
    {
        if (values.FirstOrDefault(piece => piece.Layers.Count == 0) is { Value: { } odd })
        {
            throw Mixed(whole, odd, "an object");
        }

        return Reduction.Of([.. values.Reverse().SelectMany(piece => piece.Layers)]);
    }

    private static Reduction JoinLists(HoconConcatenation whole, Reduction[] values)
    {
        if (values.FirstOrDefault(piece => piece.Value is not HoconArray) is { Value: { } odd })
        {
            throw Mixed(whole, odd, "a list");
        }

        return Reduction.Of(new HoconArray(whole.Origin, [.. values.SelectMany(piece => ((HoconArray)piece.Value!).Items)]));
    }

    private static Reduction JoinText(HoconConcatenation whole, IReadOnlyList<Reduction> pieces, ResolveBudget budget)
    {
        string text = string.Concat(pieces.Select(piece => piece.Value switch
        {
            HoconScalar scalar => scalar.Text,
            HoconSpace space => space.Text,
            _ => "",
        }));
        budget.SpendText(text.Length, whole.Origin);
        return text.Length <= HoconLimits.MaxTextLength
            ? Reduction.Of(new HoconScalar(whole.Origin, text))
            : throw new HoconException(whole.Origin, $"the value is longer than {HoconLimits.MaxTextLength} characters");
    }

    private static HoconException Mixed(HoconConcatenation whole, HoconValue odd, string other) =>
        new(whole.Origin, $"{odd.Describe()} and {other} cannot be joined");
}
