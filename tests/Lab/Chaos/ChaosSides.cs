namespace MeshNet.Lab.Tests.Chaos;

/// <summary>The hosts on either side of a cut.</summary>
public sealed record ChaosSides(IReadOnlyList<int> One, IReadOnlyList<int> Other)
{
    /// <summary>Every pair of hosts that the cut parts.</summary>
    public IEnumerable<(int One, int Other)> Pairs => One.SelectMany(one => Other.Select(other => (one, other)));

    public override string ToString() => $"{string.Join(' ', One)} | {string.Join(' ', Other)}";
}
