using System.Collections.Immutable;

namespace MeshNet.Node.Doctor;

/// <summary>One matter that the doctor looked into.</summary>
/// <param name="Matter">Such as "kernel".</param>
/// <param name="Seen">What was looked at, for the line of a matter that is well.</param>
public sealed record Diagnosis(string Matter, string Seen, ImmutableArray<Finding> Findings)
{
    public bool IsWell => Findings.All(finding => finding.IsHarmless);
}
