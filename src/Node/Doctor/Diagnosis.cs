using System.Collections.Immutable;

namespace MeshNet.Node.Doctor;

/// <summary>One subject that the doctor checked.</summary>
/// <param name="Matter">Such as "kernel".</param>
/// <param name="Seen">What was seen, for the line of a subject without findings.</param>
public sealed record Diagnosis(string Matter, string Seen, ImmutableArray<Finding> Findings)
{
    public bool IsWell => Findings.All(finding => finding.IsHarmless);
}
