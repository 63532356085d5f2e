namespace MeshNet.Node.Doctor;

/// <summary>One subject that the doctor checked.</summary>
/// <param name="Matter">Such as "kernel".</param>
/// <param name="Seen">What was seen, for the line of a subject without findings.</param>
public sealed record Diagnosis(string Matter, string Seen, ImmutableArray<Finding> Findings)
{
    public bool IsWell => Findings.All(finding => finding.IsHarmless);
}

/// <summary>Something that <c>meshnet doctor</c> saw.</summary>
/// <param name="What">A sentence: what is wrong, and the consequence.</param>
/// <param name="Mend">The command that fixes it, or what to do where no command can.</param>
/// <param name="IsHarmless">It breaks nothing and does not change the exit code.</param>
public sealed record Finding(string What, string Mend, bool IsHarmless = false);
