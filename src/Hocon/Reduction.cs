namespace MeshNet.Hocon;

/// <summary>
/// What a value amounts to when only so much of it is resolved as is needed to tell its kind: a scalar or list, whose items
/// may still hold substitutions; or objects that lie over one another, the strongest first; or nothing.
/// </summary>
/// <param name="Value">The scalar or list.</param>
/// <param name="Layers">The objects.</param>
/// <param name="IsCircular">There is nothing because what there might be is just being resolved.</param>
internal readonly record struct Reduction(HoconValue? Value, IReadOnlyList<HoconObject> Layers, bool IsCircular = false)
{
    public static Reduction Nothing { get; } = new(null, []);

    public static Reduction Circle { get; } = new(null, [], IsCircular: true);

    public bool IsDefined => Value is not null || Layers.Count > 0;

    public static Reduction Of(HoconValue value) => value is HoconObject layer ? new(null, [layer]) : new(value, []);

    public static Reduction Of(IReadOnlyList<HoconObject> layers) => new(null, layers);

    public string Describe() => Value?.Describe() ?? (Layers.Count > 0 ? "an object" : "nothing");
}

/// <summary>A substitution refers to itself, and no earlier value breaks the circle at the place that throws.</summary>
internal sealed class CircularSubstitutionException(HoconSubstitution substitution) : HoconException(
    substitution.Origin, $"{substitution} refers to itself, and {substitution.Path} has no earlier value");
