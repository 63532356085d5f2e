namespace MeshNet.Actors.Driver;

/// <summary>To a network's actor: compare the whole plan with the whole kernel.</summary>
/// <param name="IsPeriodic">It is the regular look, by whose number the age of left-over links is told.</param>
internal sealed record NetworkLook(bool IsPeriodic);
