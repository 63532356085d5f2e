namespace MeshNet.Simulation;

/// <summary>An invariant does not hold. The message says which, where and when; the seed shows it again.</summary>
internal sealed class Violation(string rule, string text) : Exception($"{rule}: {text}")
{
    public string Rule { get; } = rule;

    /// <summary>Its first line.</summary>
    public string Summary => Message.Split('\n')[0];
}
